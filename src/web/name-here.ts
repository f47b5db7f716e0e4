import { userInfo } from 'node:os';

/** What people call themselves on this computer. */
export function nameHere(): string {
  try {
    return userInfo().username;
  } catch {
    return 'operator';
  }
}
