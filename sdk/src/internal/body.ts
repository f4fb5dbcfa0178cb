// What is sent: JSON as text, or a file as it is, streamed without ever being held whole.

/** A file to upload. A Blob, text or bytes can be sent again after a failure; a stream can be read only once. */
export type Upload = Blob | string | Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>

export interface Payload {
  body: BodyInit
  streamed: boolean
}

export function fromUpload(file: Upload): Payload {
  if (typeof file === 'string' || file instanceof Blob || file instanceof Uint8Array) {
    return { body: file as BodyInit, streamed: false }
  }
  return { body: file instanceof ReadableStream ? file : streamOf(file), streamed: true }
}

// ReadableStream.from does the same, but not yet in every browser.
function streamOf(source: AsyncIterable<Uint8Array | string>): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next()
        if (next.done) return controller.close()
        controller.enqueue(typeof next.value === 'string' ? encoder.encode(next.value) : next.value)
      },
      async cancel(reason) {
        await chunks.return?.(reason)
      },
    },
    // Nothing is read ahead of the network.
    { highWaterMark: 0 },
  )
}
