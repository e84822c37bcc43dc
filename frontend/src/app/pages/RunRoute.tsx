export { RunPage as default } from '@/features/activity/RunPage';
