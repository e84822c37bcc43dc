export { SnapshotPage as default } from '@/features/snapshots/SnapshotPage';
