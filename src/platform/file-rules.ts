/** What files may be brought, as the settings of a process say. */
export interface FileRules {
  /** The largest picture, in bytes (MAX_IMAGE_SIZE). */
  imageBytes: number;
  /** The largest recording, in bytes (MAX_SOUND_SIZE). */
  soundBytes: number;
  /** The largest film, in bytes (MAX_FILM_SIZE). */
  filmBytes: number;
  /** The largest document, in bytes (MAX_DOCUMENT_SIZE). */
  documentBytes: number;
  /** The largest file of an import, in bytes (MAX_IMPORT_SIZE). */
  importBytes: number;
  /** How many files one ticket may have (MAX_TICKET_FILES). */
  filesPerTicket: number;
  /** Whether a virus scanner looks at each file before it is opened (SCANNER_URL). */
  hasScanner: boolean;
  /** Whether files may be opened where there is no scanner (ALLOW_UNSCANNED). */
  mayOpenUnscanned: boolean;
}

const megabyte = 1024 * 1024;

/** The rules where nothing is set, in development: a photograph of a telephone has 3 to 8 MB, an hour of speech about 30, a minute of film 60 to 130. */
export const usualFileRules: FileRules = {
  imageBytes: 10 * megabyte,
  soundBytes: 50 * megabyte,
  filmBytes: 200 * megabyte,
  documentBytes: 20 * megabyte,
  importBytes: 500 * megabyte,
  filesPerTicket: 20,
  hasScanner: false,
  mayOpenUnscanned: true,
};
