export { TargetsPage as default } from '@/features/targets/TargetsPage';
