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
