export { NewTargetPage as default } from '@/features/targets/NewTargetPage';
