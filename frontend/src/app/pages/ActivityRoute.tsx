export { ActivityPage as default } from '@/features/activity/ActivityPage';
