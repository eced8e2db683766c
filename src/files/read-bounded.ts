/** All bytes of a stream, or one byte more than `limit`: enough to see that it is too long. */
export async function readBounded(stream: AsyncIterable<unknown>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Uint8Array;
    chunks.push(bytes);
    length += bytes.length;
    if (length > limit) break;
  }
  return Uint8Array.from(Buffer.concat(chunks).subarray(0, limit + 1));
}
