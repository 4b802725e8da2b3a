// The types that scripts name in their comments; read by tsc alone, no page loads it.

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

interface RequestOptions {
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  keepalive?: boolean;
}

type SendRequest = (path: string, method: string, options?: RequestOptions) => Promise<Response>;

/** What an upload asks for, as applications/views/apply answers. */
interface UploadServer {
  announce: (signal: AbortSignal) => Promise<Response>;
  request: SendRequest;
  /** Whether the file is in its list already. */
  isStored: () => Promise<boolean>;
}

/** The server's answer to an announcement. */
interface BegunUpload {
  /** Where to send the chunks. */
  path: string;
  /** How many bytes have arrived. */
  offset: number;
  /** SHA-256 of these, in hexadecimal. */
  digest: string;
}

/** Says how many bytes were sent; null while there is no connection. */
type ShowProgress = (sent: number | null) => void;

interface SendOptions {
  signal: AbortSignal;
  onProgress: ShowProgress;
}

interface QueuedFile {
  file: File;
  kind: string;
  row: HTMLElement;
  signal: AbortSignal;
}

interface PreviewOptions {
  url: string;
  previewLabel: string;
}

// --- dom.js

/** The first element that fits; throws where the page has none. */
type FindElement = <T extends Element = HTMLElement>(
  root: ParentNode,
  selector: string,
  type?: new () => T,
) => T;

/** All elements that fit; those of another type are left out. */
type FindElements = <T extends Element = HTMLElement>(
  root: ParentNode,
  selector: string,
  type?: new () => T,
) => T[];

/** The element that an event happened to, or the nearest around it that fits. */
type ClosestTo = (event: Event, selector: string) => HTMLElement | null;

type IsControl = (element: unknown) => element is Control;

// --- field_errors.js

/** `field` holds label, error and inputs. */
type ClearError = (field: Element | null) => void;

// --- editor/server_requests.js

/** Answers HTML or JSON; throws if the server refuses, redirects or is away. */
type PostForm = (url: string, body: FormData, signal: AbortSignal) => Promise<string>;

/** Waits until nobody has typed for a moment; a newer question calls off the one before. */
type Debounce = (ask: (signal: AbortSignal) => Promise<void>, milliseconds: number) => () => void;

// --- upload/

/** Throws Refused if the server will not have the file, or if it was changed on the disk. */
type UploadInChunks = (file: File, server: UploadServer, options: SendOptions) => Promise<void>;

/**
 * Announces the file. What has arrived under its name may be of another file: then it is deleted.
 * `sent` is how many bytes this page has sent.
 */
type BeginUpload = (
  file: File,
  server: UploadServer,
  sent: number,
  signal: AbortSignal,
) => Promise<BegunUpload>;

/** `body` is the bytes from `start` on; answers where the server is. */
type SendChunk = (
  body: ArrayBuffer,
  start: number,
  send: (options: RequestOptions) => Promise<Response>,
) => Promise<{ isDone: boolean; offset: number }>;

/** The key of the sentence that says why the server would refuse this file, or nothing. */
type FindRefusal = (file: File) => "" | "empty" | "size" | "type";

/** Throws Refused if the file is no longer what was chosen; `end` is at most its size. */
type ReadBytes = (file: Blob, start: number, end: number) => Promise<ArrayBuffer>;

/** A row for a file on its way; `cancel` is what its button does. */
type AddRow = (file: File, kind: string, cancel: () => void) => HTMLElement;

/** Every step is shown; only quarters, and a lost connection, are read out. */
type ShowProgressIn = (row: HTMLElement, file: File) => ShowProgress;

/**
 * Puts the server's lists into the page, without the beginnings of what is on its way.
 * `change` is the button pressed, as name and value.
 */
type RefreshLists = (change?: Record<string, string>) => Promise<void>;

/**
 * Repeats `attempt` after pauses that grow until `restart` is called; the connection's return ends one.
 * Throws Refused if waiting does not help, and the signal's reason once it is aborted.
 */
type Retry = <T>(
  file: Blob,
  attempt: (restart: () => void) => Promise<T>,
  options: { signal: AbortSignal; onFailure: () => void },
) => Promise<T>;

/** What stands in the fields, without files, and `more`. */
type TypedValues = (more?: Record<string, string>) => URLSearchParams;

/** The page's sentence of this key. */
type FillText = (key: string, values?: { name?: string; percent?: number }) => string;

/** `place` is the id of a live region. */
type Announce = (text: string, place?: string) => void;

/** The request with its answer, after redirects; throws Refused if the file was changed on the disk. */
type SendForm = (file: File, body: FormData, options: SendOptions) => Promise<XMLHttpRequest>;

// --- The list of postings

/** `number` is what its address has in every language; `language` that of the title. */
interface SavedPosting {
  number: string;
  title: string;
  path: string;
  language: string;
}

type TestPosting = (posting: SavedPosting) => boolean;

type UsePosting = (posting: SavedPosting) => void;

/** Has the button save the posting of this path, and say whether it is saved. */
type ConnectButton = (
  button: HTMLElement,
  path: string,
  title: string,
  language?: string,
) => void;

/** `page` is what the server answers for another search. */
type UsePage = (page: Document) => void;
