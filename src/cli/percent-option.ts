import { UsageError } from './exit.js';

/** A percentage as typed, 0 to 100; null when the option was not given. Throws UsageError. */
export function percentOption(name: string, typed: string | undefined): number | null {
  if (typed === undefined) return null;
  const value = Number(typed.replace(/\s*%$/, ''));
  if (typed.trim() === '' || !(value >= 0 && value <= 100))
    throw new UsageError(`${name} is "${typed}", expected a number from 0 to 100, such as ${name} 85.`);
  return value;
}
