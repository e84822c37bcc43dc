export { PlanPage as default } from '@/features/restore/PlanPage';
