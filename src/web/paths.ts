/** Where the page of a listing is. */
export function listingPath(listing: string, marketplace: string): string {
  return `/listing?${new URLSearchParams({ id: listing, marketplace })}`;
}

/** Where a listing's picture is. */
export function picturePath(listing: string, marketplace: string, slot: string): string {
  return `/picture?${new URLSearchParams({ id: listing, marketplace, slot })}`;
}

/** Where the page of a case is. */
export function casePath(id: string): string {
  return `/case/${encodeURIComponent(id)}`;
}

/** Where a letter of a case is. */
export function letterPath(id: string, letter: string): string {
  return `${casePath(id)}/letter/${encodeURIComponent(letter)}`;
}
