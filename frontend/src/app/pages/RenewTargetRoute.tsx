export { RenewTargetPage as default } from '@/features/targets/RenewTargetPage';
