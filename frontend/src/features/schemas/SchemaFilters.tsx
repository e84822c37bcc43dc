import Button from '@atlaskit/button/new';
import { Box, Inline, Text, xcss } from '@atlaskit/primitives';
import SearchIcon from '@atlaskit/icon/core/search';
import Textfield from '@atlaskit/textfield';
import Toggle from '@atlaskit/toggle';
import { useEffect, useRef } from 'react';
import type { SchemaLocation, SchemaStatus } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { FilterChoice } from './FilterChoice';
import type { useSchemaFilter } from './useSchemaFilter';

const statuses: SchemaStatus[] = ['active', 'inactive', 'deleted', 'syncError'];
const locations: SchemaLocation[] = ['cloud', 'anotherCloud', 'dataCenter'];
const searchBox = xcss({ width: '240px' });

interface SchemaFiltersProps extends ReturnType<typeof useSchemaFilter> {
  /** The addresses of the instances that there are. */
  instances: string[];
}

export function SchemaFilters({ instances, filter, isSet, change, clear }: SchemaFiltersProps) {
  const t = useText();
  return (
    <Inline space="space.150" alignBlock="center" shouldWrap rowSpace="space.100">
      <Box xcss={searchBox}>
        <SearchField value={filter.search} onChange={(search) => change({ search })} />
      </Box>
      <FilterChoice
        label={t('schemas.instance')}
        values={instances}
        value={filter.instance}
        nameOf={(instance) => instance}
        width="wide"
        onChange={(instance) => change({ instance })}
      />
      <FilterChoice
        label={t('schemas.instanceType')}
        values={locations}
        value={filter.location}
        nameOf={(location) => t(`location.${location}`)}
        onChange={(location) => change({ location })}
      />
      <FilterChoice
        label={t('schemas.status')}
        values={statuses}
        value={filter.status}
        nameOf={(status) => t(`schema.status.${status}`)}
        onChange={(status) => change({ status })}
      />
      <Inline alignBlock="center" as="span">
        <Toggle
          id="hide-deleted"
          isChecked={filter.hideDeleted}
          onChange={() => change({ hideDeleted: !filter.hideDeleted })}
        />
        <Text>
          <label htmlFor="hide-deleted">{t('schemas.hideDeleted')}</label>
        </Text>
      </Inline>
      {isSet && (
        <Button appearance="subtle" onClick={clear}>
          {t('schemas.clearFilter')}
        </Button>
      )}
    </Inline>
  );
}

/** "/" brings the focus here from anywhere that is not a field itself. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, [role=dialog]');
      if (event.key !== '/' || isTyping) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  return (
    <Textfield
      ref={field}
      aria-label={t('schemas.search')}
      placeholder={t('schemas.search')}
      isCompact
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      elemBeforeInput={
        <Box paddingInlineStart="space.100">
          <SearchIcon label="" color="var(--ds-icon-subtle)" />
        </Box>
      }
    />
  );
}
