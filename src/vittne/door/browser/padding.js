/** Sizes that say little: texts in two sizes, files by Padmé. The twin of src/vittne/seal/padding.py. */

export const TEXT_SIZES = [16 * 1024, 64 * 1024];

/**
 * The size that `size` bytes are padded to: at most 12 % more.
 *
 * @param {number} size
 * @returns {number}
 */
export function padme(size) {
  if (size < 2) return size;
  const exponent = Math.floor(Math.log2(size));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(size / step) * step;
}

/**
 * The size of a message of `size` bytes, or null where there are no files and the text is too long.
 *
 * @param {number} size
 * @param {boolean} files whether there are any
 * @returns {number | null}
 */
export function messageSize(size, files) {
  if (files) return padme(Math.max(size, TEXT_SIZES.at(-1)));
  return TEXT_SIZES.find((bucket) => size <= bucket) ?? null;
}
