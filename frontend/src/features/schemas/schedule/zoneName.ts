/** A zone of the IANA list as people write it. */
export const zoneName = (zone: string): string => zone.replaceAll('_', ' ');
