/** A CRC's register and what moves it. Engines are kept and shared, registers are not. */
export interface CrcEngine {
  /** A register at the start of a message. */
  register(): CrcRegister;
}

/** How far a message has been read. */
export interface CrcRegister {
  update(bytes: Uint8Array): void;
  /** The checksum of what was read so far. */
  digest(): bigint;
}
