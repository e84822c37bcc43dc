export { NewDataCenterPage as default } from '@/features/targets/NewDataCenterPage';
