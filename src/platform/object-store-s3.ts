import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import {
  checkedKey,
  isKey,
  type ListedObject,
  measured,
  ObjectMissing,
  type ObjectStore,
  type StoredObject,
} from "./object-store.js";

/** Where an S3-compatible store is, and who we are there. */
export interface S3Settings {
  /** The address of the service, such as https://s3.example.org. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

// What is longer goes in parts, of which so many are in memory at once.
const partBytes = 8 * 1024 * 1024;
const partsAtOnce = 2;

/**
 * Keeps objects in a bucket of an S3-compatible service (MinIO, Ceph, and the clouds). An object of several parts is there
 * when the last call says that it is complete, so none is ever half there; parts that a process left behind are thrown away by
 * `discardUnfinished`.
 *
 * The client is that of AWS, with which every such service is tried: it costs 24 MB of memory and a tenth of a second at the
 * start. Smaller ones have one author each, or leave signing in parts and trying again to us.
 */
export function createS3Store(settings: S3Settings): ObjectStore & { close(): void } {
  const { accessKeyId, bucket: Bucket, endpoint, region, secretAccessKey } = settings;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Services within a building have no name for each bucket.
    forcePathStyle: true,
    // Older services know none of the newer checksums; we keep a SHA-256 of our own.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 5000, socketTimeout: 60_000 },
  });
  return {
    put: async (key, source) => putObject(client, Bucket, checkedKey(key), source),
    read: (key, range) => readObject(client, Bucket, checkedKey(key), range),
    size: async (key) => {
      const head = client.send(new HeadObjectCommand({ Bucket, Key: checkedKey(key) }));
      return (await orNull(head))?.ContentLength ?? null;
    },
    delete: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket, Key: checkedKey(key) }));
    },
    list: (prefix) => listObjects(client, Bucket, prefix),
    discardUnfinished: (before) => discard(client, Bucket, before),
    close: () => client.destroy(),
  };
}

async function putObject(
  client: S3Client,
  Bucket: string,
  Key: string,
  source: AsyncIterable<Uint8Array>,
): Promise<StoredObject> {
  let failed: { error: unknown } | null = null;
  const counted = measured(
    watched(source, (error) => {
      failed = { error };
    }),
  );
  const upload = new Upload({
    client,
    params: { Bucket, Key, Body: Readable.from(counted.pieces, { objectMode: false }) },
    partSize: partBytes,
    queueSize: partsAtOnce,
    leavePartsOnError: false,
  });
  await upload.done().catch((error: unknown) => {
    // What the service says to the end of an upload that broke off is not why it broke off.
    throw failed === null ? error : failed.error;
  });
  return counted.sum();
}

async function* watched(
  source: AsyncIterable<Uint8Array>,
  onFailure: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    onFailure(error);
    throw error;
  }
}

async function* readObject(
  client: S3Client,
  Bucket: string,
  Key: string,
  range?: { first: number; last: number },
): AsyncGenerator<Uint8Array> {
  const Range = range === undefined ? {} : { Range: `bytes=${range.first}-${range.last}` };
  const found = await orNull(client.send(new GetObjectCommand({ Bucket, Key, ...Range })));
  if (!(found?.Body instanceof Readable)) throw new ObjectMissing(Key);
  for await (const piece of found.Body) yield piece as Buffer;
}

async function* listObjects(client: S3Client, Bucket: string, Prefix: string): AsyncGenerator<ListedObject> {
  for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
    for (const { Key, LastModified } of page.Contents ?? []) {
      if (Key !== undefined && LastModified !== undefined) yield { key: Key, modifiedAt: LastModified };
    }
  }
}

/** Throws away uploads of ours alone: a bucket may hold what others bring. */
async function discard(client: S3Client, Bucket: string, before: Date): Promise<number> {
  let count = 0;
  for (let place: { KeyMarker?: string; UploadIdMarker?: string } | null = {}; place !== null; ) {
    const page: ListMultipartUploadsCommandOutput = await client.send(
      new ListMultipartUploadsCommand({ Bucket, ...place }),
    );
    for (const { Initiated, Key, UploadId } of page.Uploads ?? []) {
      if (Key === undefined || !isKey(Key) || Initiated === undefined || Initiated >= before) continue;
      await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      count += 1;
    }
    const { IsTruncated, NextKeyMarker, NextUploadIdMarker } = page;
    place =
      IsTruncated === true && NextKeyMarker !== undefined && NextKeyMarker !== place.KeyMarker
        ? { KeyMarker: NextKeyMarker, ...(NextUploadIdMarker && { UploadIdMarker: NextUploadIdMarker }) }
        : null;
  }
  return count;
}

async function orNull<Found>(asked: Promise<Found>): Promise<Found | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
    throw error;
  }
}
