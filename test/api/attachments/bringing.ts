import { readFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { expect } from "vitest";
import { type Caller, testAddress, type Variables } from "../../api.js";
import type { World } from "../../world.js";
import type { TicketAnswer } from "../tickets/driving.js";

/** The fields of an attachment that tests look at. */
export const attachmentFields = `id part kind mediaType state scan bytes sha256 storedSha256 addedAt storedAt removedAt version
  fileName adderName removalReason permittedActions addedBy { code } ticket { id }`;

/** An attachment as tests read it. */
export interface AttachmentAnswer {
  id: string;
  part: string;
  kind: string;
  mediaType: string;
  state: string;
  scan: string | null;
  bytes: number;
  sha256: string | null;
  storedSha256: string | null;
  storedAt: string | null;
  removedAt: string | null;
  version: number;
  fileName: string | null;
  adderName: string | null;
  removalReason: string | null;
  permittedActions: string[];
  addedBy: { code: string };
  ticket: { id: string } | null;
}

/** What requestUpload answers. */
export interface Announced {
  attachment: AttachmentAnswer;
  isRepeated: boolean;
  upload: { url: string; method: string; expiresAt: string; headers: { name: string; value: string }[] } | null;
}

/** What the answer to a file that was brought says. */
export interface Brought {
  attachmentId: string;
  isRepeated: boolean;
  mediaType: string;
  bytes: number;
  sha256: string;
  storedSha256: string;
  scan: string;
}

/** Announces a file. */
export const requestDocument = `mutation ($input: RequestUploadInput!) { requestUpload(input: $input) {
  isRepeated upload { url method expiresAt headers { name value } } attachment { ${attachmentFields} } } }`;

/** Asks for a link. */
export const linkDocument = `mutation ($input: CreateAttachmentLinkInput!) {
  createAttachmentLink(input: $input) { url expiresAt attachment { id } } }`;

/** Removes an attachment. */
export const removeDocument = `mutation ($input: RemoveAttachmentInput!) {
  removeAttachment(input: $input) { attachment { ${attachmentFields} } } }`;

/** Reads an attachment. */
export const readDocument = `query ($id: ID!) { attachment(id: $id) { ${attachmentFields} } }`;

/** A picture that was made for these tests: see test/unit/files/pictures.test.ts. */
export function picture(name = "street.jpg"): Buffer {
  return readFileSync(join(import.meta.dirname, "pictures", name));
}

/** A film that was made for these tests: see test/unit/files/films.test.ts. */
export function filmFile(name = "street.mp4"): Buffer {
  return readFileSync(join(import.meta.dirname, "films", name));
}

/** The input of an announcement. */
export function announcement(ticket: Pick<TicketAnswer, "id">, content: Buffer, more: Variables = {}): Variables {
  return { ticketId: ticket.id, fileName: "小票.jpg", mediaType: "image/jpeg", bytes: content.length, ...more };
}

/** Announces a file that must be taken. */
export async function announce(
  caller: Caller,
  ticket: Pick<TicketAnswer, "id">,
  content: Buffer,
  more: Variables = {},
): Promise<Announced> {
  const input = announcement(ticket, content, more);
  return (await caller.ask<{ requestUpload: Announced }>(requestDocument, { input })).requestUpload;
}

/** The path and query of an address. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

/** The path to which an announced file is brought. */
export function uploadPath({ upload }: Announced): string {
  return pathOf(upload?.url ?? expect.fail("there is no address"));
}

/** Brings a content to a path. */
export async function put(path: string, content: Buffer, address?: string): Promise<Response> {
  const body = new Uint8Array(content);
  return fetch(`${address ?? (await testAddress())}${path}`, { method: "PUT", body });
}

/** The code of the error of an answer. */
export async function codeOf(response: Response): Promise<string | undefined> {
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return errors?.[0]?.extensions.code;
}

/** Announces a file and brings it; it must be taken. */
export async function bring(
  caller: Caller,
  ticket: Pick<TicketAnswer, "id">,
  content: Buffer = picture(),
  more: Variables = {},
  address?: string,
): Promise<Brought> {
  const announced = await announce(caller, ticket, content, more);
  const response = await put(uploadPath(announced), content, address);
  expect(response.status).toBe(201);
  return (await response.json()) as Brought;
}

/** Reads an attachment that must be there. */
export async function read(caller: Caller, id: string): Promise<AttachmentAnswer> {
  return (await caller.ask<{ attachment: AttachmentAnswer }>(readDocument, { id })).attachment;
}

/** The path of a link to the content of an attachment, for checking it. */
export async function linkTo(caller: Caller, attachmentId: string): Promise<string> {
  const { createAttachmentLink } = await caller.ask<{ createAttachmentLink: { url: string } }>(linkDocument, {
    input: { attachmentId, purpose: "VERIFICATION" },
  });
  return pathOf(createAttachmentLink.url);
}

/** Gets what lies at a path. */
export async function get(path: string, headers: Record<string, string> = {}, address?: string): Promise<Response> {
  return fetch(`${address ?? (await testAddress())}${path}`, { headers });
}

/** Sends a request as it is told to: what fetch would set right is left wrong. */
export async function putRaw(
  path: string,
  headers: Readonly<Record<string, string>>,
  pieces: readonly Buffer[],
  isLeftOpen = false,
): Promise<number> {
  const address = new URL(await testAddress());
  return new Promise((resolve, reject) => {
    const sent = request({ host: address.hostname, port: address.port, path, method: "PUT", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
      if (isLeftOpen) sent.destroy();
    });
    sent.on("error", reject);
    for (const piece of pieces) sent.write(piece);
    if (!isLeftOpen) sent.end();
  });
}

/** Begins to send a content of some length and goes away; comes back when the connection has ended. */
export async function putBrokenOff(path: string, length: number, begun: Buffer): Promise<void> {
  const { hostname, port } = new URL(await testAddress());
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => {
      socket.write(`PUT ${path} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: ${length}\r\n\r\n`);
      socket.end(begun);
    });
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.resume();
  });
}

/** What the audit keeps of an action on an attachment: the details of each entry. */
export async function recorded(
  world: World,
  id: string,
  action: string,
): Promise<readonly { name: string; value: string }[][]> {
  const { auditEntries } = await world.as("province.auditor").ask<{
    auditEntries: { nodes: { details: { name: string; value: string }[] }[] };
  }>(
    `query ($id: ID!, $action: String!) {
      auditEntries(filter: { subject: $id, action: $action }) { nodes { details { name value } } } }`,
    { id, action },
  );
  return auditEntries.nodes.map(({ details }) => details);
}
