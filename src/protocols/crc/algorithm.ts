/** A CRC by the parameters of the Rocksoft model, as the RevEng catalogue gives them. */
export interface CrcAlgorithm {
  readonly name: string;
  /** Bits of the checksum, and of the register. */
  readonly width: number;
  /** The generator without its highest bit: 0x04c11db7 for x³² + x²⁶ + … + 1. */
  readonly poly: bigint;
  /** What the register holds at the start. */
  readonly init: bigint;
  /** Bits of a byte are taken lowest first. */
  readonly refin: boolean;
  /** The register is read out in reverse. */
  readonly refout: boolean;
  /** Added to what is read out. */
  readonly xorout: bigint;
  /** The checksum of the nine bytes `123456789`. */
  readonly check: bigint;
  /** What the register reads, before `xorout`, behind any message that is followed by its right checksum. */
  readonly residue: bigint;
}
