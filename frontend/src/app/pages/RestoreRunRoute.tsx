export { RestoreRunPage as default } from '@/features/restore/RestoreRunPage';
