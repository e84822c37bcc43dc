export { NewChannelPage as default } from '@/features/notifications/NewChannelPage';
