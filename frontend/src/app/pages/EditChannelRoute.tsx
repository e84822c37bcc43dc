export { EditChannelPage as default } from '@/features/notifications/EditChannelPage';
