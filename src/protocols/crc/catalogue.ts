import { ParameterError } from '../../core/parameter-error.js';
import type { CrcAlgorithm } from './algorithm.js';
import { nearestFew } from '../../text/nearest.js';

// Facts from the CRC RevEng catalogue (https://reveng.sourceforge.io/crc-catalogue/all.htm), as carried by crc-catalog 2.5.0
// (https://github.com/akhilles/crc-catalog, MIT OR Apache-2.0). The tests recompute every check and residue bit by bit.
/** The catalogued CRC algorithms, narrowest first. */
// A table is read by its columns.
// prettier-ignore
export const catalogue: readonly CrcAlgorithm[] = [
  { name: 'CRC-3/GSM', width: 3, poly: 0x3n, init: 0x0n, refin: false, refout: false, xorout: 0x7n, check: 0x4n, residue: 0x2n },
  { name: 'CRC-3/ROHC', width: 3, poly: 0x3n, init: 0x7n, refin: true, refout: true, xorout: 0x0n, check: 0x6n, residue: 0x0n },
  { name: 'CRC-4/G-704', width: 4, poly: 0x3n, init: 0x0n, refin: true, refout: true, xorout: 0x0n, check: 0x7n, residue: 0x0n },
  { name: 'CRC-4/INTERLAKEN', width: 4, poly: 0x3n, init: 0xfn, refin: false, refout: false, xorout: 0xfn, check: 0xbn, residue: 0x2n },
  { name: 'CRC-5/EPC-C1G2', width: 5, poly: 0x09n, init: 0x09n, refin: false, refout: false, xorout: 0x00n, check: 0x00n, residue: 0x00n },
  { name: 'CRC-5/G-704', width: 5, poly: 0x15n, init: 0x00n, refin: true, refout: true, xorout: 0x00n, check: 0x07n, residue: 0x00n },
  { name: 'CRC-5/USB', width: 5, poly: 0x05n, init: 0x1fn, refin: true, refout: true, xorout: 0x1fn, check: 0x19n, residue: 0x06n },
  { name: 'CRC-6/CDMA2000-A', width: 6, poly: 0x27n, init: 0x3fn, refin: false, refout: false, xorout: 0x00n, check: 0x0dn, residue: 0x00n },
  { name: 'CRC-6/CDMA2000-B', width: 6, poly: 0x07n, init: 0x3fn, refin: false, refout: false, xorout: 0x00n, check: 0x3bn, residue: 0x00n },
  { name: 'CRC-6/DARC', width: 6, poly: 0x19n, init: 0x00n, refin: true, refout: true, xorout: 0x00n, check: 0x26n, residue: 0x00n },
  { name: 'CRC-6/G-704', width: 6, poly: 0x03n, init: 0x00n, refin: true, refout: true, xorout: 0x00n, check: 0x06n, residue: 0x00n },
  { name: 'CRC-6/GSM', width: 6, poly: 0x2fn, init: 0x00n, refin: false, refout: false, xorout: 0x3fn, check: 0x13n, residue: 0x3an },
  { name: 'CRC-7/MMC', width: 7, poly: 0x09n, init: 0x00n, refin: false, refout: false, xorout: 0x00n, check: 0x75n, residue: 0x00n },
  { name: 'CRC-7/ROHC', width: 7, poly: 0x4fn, init: 0x7fn, refin: true, refout: true, xorout: 0x00n, check: 0x53n, residue: 0x00n },
  { name: 'CRC-7/UMTS', width: 7, poly: 0x45n, init: 0x00n, refin: false, refout: false, xorout: 0x00n, check: 0x61n, residue: 0x00n },
  { name: 'CRC-8/AUTOSAR', width: 8, poly: 0x2fn, init: 0xffn, refin: false, refout: false, xorout: 0xffn, check: 0xdfn, residue: 0x42n },
  { name: 'CRC-8/BLUETOOTH', width: 8, poly: 0xa7n, init: 0x00n, refin: true, refout: true, xorout: 0x00n, check: 0x26n, residue: 0x00n },
  { name: 'CRC-8/CDMA2000', width: 8, poly: 0x9bn, init: 0xffn, refin: false, refout: false, xorout: 0x00n, check: 0xdan, residue: 0x00n },
  { name: 'CRC-8/DARC', width: 8, poly: 0x39n, init: 0x00n, refin: true, refout: true, xorout: 0x00n, check: 0x15n, residue: 0x00n },
  { name: 'CRC-8/DVB-S2', width: 8, poly: 0xd5n, init: 0x00n, refin: false, refout: false, xorout: 0x00n, check: 0xbcn, residue: 0x00n },
  { name: 'CRC-8/GSM-A', width: 8, poly: 0x1dn, init: 0x00n, refin: false, refout: false, xorout: 0x00n, check: 0x37n, residue: 0x00n },
  { name: 'CRC-8/GSM-B', width: 8, poly: 0x49n, init: 0x00n, refin: false, refout: false, xorout: 0xffn, check: 0x94n, residue: 0x53n },
  { name: 'CRC-8/HITAG', width: 8, poly: 0x1dn, init: 0xffn, refin: false, refout: false, xorout: 0x00n, check: 0xb4n, residue: 0x00n },
  { name: 'CRC-8/I-432-1', width: 8, poly: 0x07n, init: 0x00n, refin: false, refout: false, xorout: 0x55n, check: 0xa1n, residue: 0xacn },
  { name: 'CRC-8/I-CODE', width: 8, poly: 0x1dn, init: 0xfdn, refin: false, refout: false, xorout: 0x00n, check: 0x7en, residue: 0x00n },
  { name: 'CRC-8/LTE', width: 8, poly: 0x9bn, init: 0x00n, refin: false, refout: false, xorout: 0x00n, check: 0xean, residue: 0x00n },
  { name: 'CRC-8/MAXIM-DOW', width: 8, poly: 0x31n, init: 0x00n, refin: true, refout: true, xorout: 0x00n, check: 0xa1n, residue: 0x00n },
  { name: 'CRC-8/MIFARE-MAD', width: 8, poly: 0x1dn, init: 0xc7n, refin: false, refout: false, xorout: 0x00n, check: 0x99n, residue: 0x00n },
  { name: 'CRC-8/NRSC-5', width: 8, poly: 0x31n, init: 0xffn, refin: false, refout: false, xorout: 0x00n, check: 0xf7n, residue: 0x00n },
  { name: 'CRC-8/OPENSAFETY', width: 8, poly: 0x2fn, init: 0x00n, refin: false, refout: false, xorout: 0x00n, check: 0x3en, residue: 0x00n },
  { name: 'CRC-8/ROHC', width: 8, poly: 0x07n, init: 0xffn, refin: true, refout: true, xorout: 0x00n, check: 0xd0n, residue: 0x00n },
  { name: 'CRC-8/SAE-J1850', width: 8, poly: 0x1dn, init: 0xffn, refin: false, refout: false, xorout: 0xffn, check: 0x4bn, residue: 0xc4n },
  { name: 'CRC-8/SMBUS', width: 8, poly: 0x07n, init: 0x00n, refin: false, refout: false, xorout: 0x00n, check: 0xf4n, residue: 0x00n },
  { name: 'CRC-8/TECH-3250', width: 8, poly: 0x1dn, init: 0xffn, refin: true, refout: true, xorout: 0x00n, check: 0x97n, residue: 0x00n },
  { name: 'CRC-8/WCDMA', width: 8, poly: 0x9bn, init: 0x00n, refin: true, refout: true, xorout: 0x00n, check: 0x25n, residue: 0x00n },
  { name: 'CRC-10/ATM', width: 10, poly: 0x233n, init: 0x000n, refin: false, refout: false, xorout: 0x000n, check: 0x199n, residue: 0x000n },
  { name: 'CRC-10/CDMA2000', width: 10, poly: 0x3d9n, init: 0x3ffn, refin: false, refout: false, xorout: 0x000n, check: 0x233n, residue: 0x000n },
  { name: 'CRC-10/GSM', width: 10, poly: 0x175n, init: 0x000n, refin: false, refout: false, xorout: 0x3ffn, check: 0x12an, residue: 0x0c6n },
  { name: 'CRC-11/FLEXRAY', width: 11, poly: 0x385n, init: 0x01an, refin: false, refout: false, xorout: 0x000n, check: 0x5a3n, residue: 0x000n },
  { name: 'CRC-11/UMTS', width: 11, poly: 0x307n, init: 0x000n, refin: false, refout: false, xorout: 0x000n, check: 0x061n, residue: 0x000n },
  { name: 'CRC-12/CDMA2000', width: 12, poly: 0xf13n, init: 0xfffn, refin: false, refout: false, xorout: 0x000n, check: 0xd4dn, residue: 0x000n },
  { name: 'CRC-12/DECT', width: 12, poly: 0x80fn, init: 0x000n, refin: false, refout: false, xorout: 0x000n, check: 0xf5bn, residue: 0x000n },
  { name: 'CRC-12/GSM', width: 12, poly: 0xd31n, init: 0x000n, refin: false, refout: false, xorout: 0xfffn, check: 0xb34n, residue: 0x178n },
  { name: 'CRC-12/UMTS', width: 12, poly: 0x80fn, init: 0x000n, refin: false, refout: true, xorout: 0x000n, check: 0xdafn, residue: 0x000n },
  { name: 'CRC-13/BBC', width: 13, poly: 0x1cf5n, init: 0x0000n, refin: false, refout: false, xorout: 0x0000n, check: 0x04fan, residue: 0x0000n },
  { name: 'CRC-14/DARC', width: 14, poly: 0x0805n, init: 0x0000n, refin: true, refout: true, xorout: 0x0000n, check: 0x082dn, residue: 0x0000n },
  { name: 'CRC-14/GSM', width: 14, poly: 0x202dn, init: 0x0000n, refin: false, refout: false, xorout: 0x3fffn, check: 0x30aen, residue: 0x031en },
  { name: 'CRC-15/CAN', width: 15, poly: 0x4599n, init: 0x0000n, refin: false, refout: false, xorout: 0x0000n, check: 0x059en, residue: 0x0000n },
  { name: 'CRC-15/MPT1327', width: 15, poly: 0x6815n, init: 0x0000n, refin: false, refout: false, xorout: 0x0001n, check: 0x2566n, residue: 0x6815n },
  { name: 'CRC-16/ARC', width: 16, poly: 0x8005n, init: 0x0000n, refin: true, refout: true, xorout: 0x0000n, check: 0xbb3dn, residue: 0x0000n },
  { name: 'CRC-16/CDMA2000', width: 16, poly: 0xc867n, init: 0xffffn, refin: false, refout: false, xorout: 0x0000n, check: 0x4c06n, residue: 0x0000n },
  { name: 'CRC-16/CMS', width: 16, poly: 0x8005n, init: 0xffffn, refin: false, refout: false, xorout: 0x0000n, check: 0xaee7n, residue: 0x0000n },
  { name: 'CRC-16/DDS-110', width: 16, poly: 0x8005n, init: 0x800dn, refin: false, refout: false, xorout: 0x0000n, check: 0x9ecfn, residue: 0x0000n },
  { name: 'CRC-16/DECT-R', width: 16, poly: 0x0589n, init: 0x0000n, refin: false, refout: false, xorout: 0x0001n, check: 0x007en, residue: 0x0589n },
  { name: 'CRC-16/DECT-X', width: 16, poly: 0x0589n, init: 0x0000n, refin: false, refout: false, xorout: 0x0000n, check: 0x007fn, residue: 0x0000n },
  { name: 'CRC-16/DNP', width: 16, poly: 0x3d65n, init: 0x0000n, refin: true, refout: true, xorout: 0xffffn, check: 0xea82n, residue: 0x66c5n },
  { name: 'CRC-16/EN-13757', width: 16, poly: 0x3d65n, init: 0x0000n, refin: false, refout: false, xorout: 0xffffn, check: 0xc2b7n, residue: 0xa366n },
  { name: 'CRC-16/GENIBUS', width: 16, poly: 0x1021n, init: 0xffffn, refin: false, refout: false, xorout: 0xffffn, check: 0xd64en, residue: 0x1d0fn },
  { name: 'CRC-16/GSM', width: 16, poly: 0x1021n, init: 0x0000n, refin: false, refout: false, xorout: 0xffffn, check: 0xce3cn, residue: 0x1d0fn },
  { name: 'CRC-16/IBM-3740', width: 16, poly: 0x1021n, init: 0xffffn, refin: false, refout: false, xorout: 0x0000n, check: 0x29b1n, residue: 0x0000n },
  { name: 'CRC-16/IBM-SDLC', width: 16, poly: 0x1021n, init: 0xffffn, refin: true, refout: true, xorout: 0xffffn, check: 0x906en, residue: 0xf0b8n },
  { name: 'CRC-16/ISO-IEC-14443-3-A', width: 16, poly: 0x1021n, init: 0xc6c6n, refin: true, refout: true, xorout: 0x0000n, check: 0xbf05n, residue: 0x0000n },
  { name: 'CRC-16/KERMIT', width: 16, poly: 0x1021n, init: 0x0000n, refin: true, refout: true, xorout: 0x0000n, check: 0x2189n, residue: 0x0000n },
  { name: 'CRC-16/LJ1200', width: 16, poly: 0x6f63n, init: 0x0000n, refin: false, refout: false, xorout: 0x0000n, check: 0xbdf4n, residue: 0x0000n },
  { name: 'CRC-16/M17', width: 16, poly: 0x5935n, init: 0xffffn, refin: false, refout: false, xorout: 0x0000n, check: 0x772bn, residue: 0x0000n },
  { name: 'CRC-16/MAXIM-DOW', width: 16, poly: 0x8005n, init: 0x0000n, refin: true, refout: true, xorout: 0xffffn, check: 0x44c2n, residue: 0xb001n },
  { name: 'CRC-16/MCRF4XX', width: 16, poly: 0x1021n, init: 0xffffn, refin: true, refout: true, xorout: 0x0000n, check: 0x6f91n, residue: 0x0000n },
  { name: 'CRC-16/MODBUS', width: 16, poly: 0x8005n, init: 0xffffn, refin: true, refout: true, xorout: 0x0000n, check: 0x4b37n, residue: 0x0000n },
  { name: 'CRC-16/NRSC-5', width: 16, poly: 0x080bn, init: 0xffffn, refin: true, refout: true, xorout: 0x0000n, check: 0xa066n, residue: 0x0000n },
  { name: 'CRC-16/OPENSAFETY-A', width: 16, poly: 0x5935n, init: 0x0000n, refin: false, refout: false, xorout: 0x0000n, check: 0x5d38n, residue: 0x0000n },
  { name: 'CRC-16/OPENSAFETY-B', width: 16, poly: 0x755bn, init: 0x0000n, refin: false, refout: false, xorout: 0x0000n, check: 0x20fen, residue: 0x0000n },
  { name: 'CRC-16/PROFIBUS', width: 16, poly: 0x1dcfn, init: 0xffffn, refin: false, refout: false, xorout: 0xffffn, check: 0xa819n, residue: 0xe394n },
  { name: 'CRC-16/RIELLO', width: 16, poly: 0x1021n, init: 0xb2aan, refin: true, refout: true, xorout: 0x0000n, check: 0x63d0n, residue: 0x0000n },
  { name: 'CRC-16/SPI-FUJITSU', width: 16, poly: 0x1021n, init: 0x1d0fn, refin: false, refout: false, xorout: 0x0000n, check: 0xe5ccn, residue: 0x0000n },
  { name: 'CRC-16/T10-DIF', width: 16, poly: 0x8bb7n, init: 0x0000n, refin: false, refout: false, xorout: 0x0000n, check: 0xd0dbn, residue: 0x0000n },
  { name: 'CRC-16/TELEDISK', width: 16, poly: 0xa097n, init: 0x0000n, refin: false, refout: false, xorout: 0x0000n, check: 0x0fb3n, residue: 0x0000n },
  { name: 'CRC-16/TMS37157', width: 16, poly: 0x1021n, init: 0x89ecn, refin: true, refout: true, xorout: 0x0000n, check: 0x26b1n, residue: 0x0000n },
  { name: 'CRC-16/UMTS', width: 16, poly: 0x8005n, init: 0x0000n, refin: false, refout: false, xorout: 0x0000n, check: 0xfee8n, residue: 0x0000n },
  { name: 'CRC-16/USB', width: 16, poly: 0x8005n, init: 0xffffn, refin: true, refout: true, xorout: 0xffffn, check: 0xb4c8n, residue: 0xb001n },
  { name: 'CRC-16/XMODEM', width: 16, poly: 0x1021n, init: 0x0000n, refin: false, refout: false, xorout: 0x0000n, check: 0x31c3n, residue: 0x0000n },
  { name: 'CRC-17/CAN-FD', width: 17, poly: 0x1685bn, init: 0x00000n, refin: false, refout: false, xorout: 0x00000n, check: 0x04f03n, residue: 0x00000n },
  { name: 'CRC-21/CAN-FD', width: 21, poly: 0x102899n, init: 0x000000n, refin: false, refout: false, xorout: 0x000000n, check: 0x0ed841n, residue: 0x000000n },
  { name: 'CRC-24/BLE', width: 24, poly: 0x00065bn, init: 0x555555n, refin: true, refout: true, xorout: 0x000000n, check: 0xc25a56n, residue: 0x000000n },
  { name: 'CRC-24/FLEXRAY-A', width: 24, poly: 0x5d6dcbn, init: 0xfedcban, refin: false, refout: false, xorout: 0x000000n, check: 0x7979bdn, residue: 0x000000n },
  { name: 'CRC-24/FLEXRAY-B', width: 24, poly: 0x5d6dcbn, init: 0xabcdefn, refin: false, refout: false, xorout: 0x000000n, check: 0x1f23b8n, residue: 0x000000n },
  { name: 'CRC-24/INTERLAKEN', width: 24, poly: 0x328b63n, init: 0xffffffn, refin: false, refout: false, xorout: 0xffffffn, check: 0xb4f3e6n, residue: 0x144e63n },
  { name: 'CRC-24/LTE-A', width: 24, poly: 0x864cfbn, init: 0x000000n, refin: false, refout: false, xorout: 0x000000n, check: 0xcde703n, residue: 0x000000n },
  { name: 'CRC-24/LTE-B', width: 24, poly: 0x800063n, init: 0x000000n, refin: false, refout: false, xorout: 0x000000n, check: 0x23ef52n, residue: 0x000000n },
  { name: 'CRC-24/OPENPGP', width: 24, poly: 0x864cfbn, init: 0xb704cen, refin: false, refout: false, xorout: 0x000000n, check: 0x21cf02n, residue: 0x000000n },
  { name: 'CRC-24/OS-9', width: 24, poly: 0x800063n, init: 0xffffffn, refin: false, refout: false, xorout: 0xffffffn, check: 0x200fa5n, residue: 0x800fe3n },
  { name: 'CRC-30/CDMA', width: 30, poly: 0x2030b9c7n, init: 0x3fffffffn, refin: false, refout: false, xorout: 0x3fffffffn, check: 0x04c34abfn, residue: 0x34efa55an },
  { name: 'CRC-31/PHILIPS', width: 31, poly: 0x04c11db7n, init: 0x7fffffffn, refin: false, refout: false, xorout: 0x7fffffffn, check: 0x0ce9e46cn, residue: 0x4eaf26f1n },
  { name: 'CRC-32/AIXM', width: 32, poly: 0x814141abn, init: 0x00000000n, refin: false, refout: false, xorout: 0x00000000n, check: 0x3010bf7fn, residue: 0x00000000n },
  { name: 'CRC-32/AUTOSAR', width: 32, poly: 0xf4acfb13n, init: 0xffffffffn, refin: true, refout: true, xorout: 0xffffffffn, check: 0x1697d06an, residue: 0x904cddbfn },
  { name: 'CRC-32/BASE91-D', width: 32, poly: 0xa833982bn, init: 0xffffffffn, refin: true, refout: true, xorout: 0xffffffffn, check: 0x87315576n, residue: 0x45270551n },
  { name: 'CRC-32/BZIP2', width: 32, poly: 0x04c11db7n, init: 0xffffffffn, refin: false, refout: false, xorout: 0xffffffffn, check: 0xfc891918n, residue: 0xc704dd7bn },
  { name: 'CRC-32/CD-ROM-EDC', width: 32, poly: 0x8001801bn, init: 0x00000000n, refin: true, refout: true, xorout: 0x00000000n, check: 0x6ec2edc4n, residue: 0x00000000n },
  { name: 'CRC-32/CKSUM', width: 32, poly: 0x04c11db7n, init: 0x00000000n, refin: false, refout: false, xorout: 0xffffffffn, check: 0x765e7680n, residue: 0xc704dd7bn },
  { name: 'CRC-32/ISCSI', width: 32, poly: 0x1edc6f41n, init: 0xffffffffn, refin: true, refout: true, xorout: 0xffffffffn, check: 0xe3069283n, residue: 0xb798b438n },
  { name: 'CRC-32/ISO-HDLC', width: 32, poly: 0x04c11db7n, init: 0xffffffffn, refin: true, refout: true, xorout: 0xffffffffn, check: 0xcbf43926n, residue: 0xdebb20e3n },
  { name: 'CRC-32/JAMCRC', width: 32, poly: 0x04c11db7n, init: 0xffffffffn, refin: true, refout: true, xorout: 0x00000000n, check: 0x340bc6d9n, residue: 0x00000000n },
  { name: 'CRC-32/MEF', width: 32, poly: 0x741b8cd7n, init: 0xffffffffn, refin: true, refout: true, xorout: 0x00000000n, check: 0xd2c22f51n, residue: 0x00000000n },
  { name: 'CRC-32/MPEG-2', width: 32, poly: 0x04c11db7n, init: 0xffffffffn, refin: false, refout: false, xorout: 0x00000000n, check: 0x0376e6e7n, residue: 0x00000000n },
  { name: 'CRC-32/XFER', width: 32, poly: 0x000000afn, init: 0x00000000n, refin: false, refout: false, xorout: 0x00000000n, check: 0xbd0be338n, residue: 0x00000000n },
  { name: 'CRC-40/GSM', width: 40, poly: 0x0004820009n, init: 0x0000000000n, refin: false, refout: false, xorout: 0xffffffffffn, check: 0xd4164fc646n, residue: 0xc4ff8071ffn },
  { name: 'CRC-64/ECMA-182', width: 64, poly: 0x42f0e1eba9ea3693n, init: 0x0000000000000000n, refin: false, refout: false, xorout: 0x0000000000000000n, check: 0x6c40df5f0b497347n, residue: 0x0000000000000000n },
  { name: 'CRC-64/GO-ISO', width: 64, poly: 0x000000000000001bn, init: 0xffffffffffffffffn, refin: true, refout: true, xorout: 0xffffffffffffffffn, check: 0xb90956c775a41001n, residue: 0x5300000000000000n },
  { name: 'CRC-64/MS', width: 64, poly: 0x259c84cba6426349n, init: 0xffffffffffffffffn, refin: true, refout: true, xorout: 0x0000000000000000n, check: 0x75d4b74f024eceean, residue: 0x0000000000000000n },
  { name: 'CRC-64/NVME', width: 64, poly: 0xad93d23594c93659n, init: 0xffffffffffffffffn, refin: true, refout: true, xorout: 0xffffffffffffffffn, check: 0xae8b14860a799888n, residue: 0xf310303b2b6f6e42n },
  { name: 'CRC-64/REDIS', width: 64, poly: 0xad93d23594c935a9n, init: 0x0000000000000000n, refin: true, refout: true, xorout: 0x0000000000000000n, check: 0xe9c6d914c4b8d9can, residue: 0x0000000000000000n },
  { name: 'CRC-64/WE', width: 64, poly: 0x42f0e1eba9ea3693n, init: 0xffffffffffffffffn, refin: false, refout: false, xorout: 0xffffffffffffffffn, check: 0x62ec59e3f1a4f00an, residue: 0xfcacbebd5931a992n },
  { name: 'CRC-64/XZ', width: 64, poly: 0x42f0e1eba9ea3693n, init: 0xffffffffffffffffn, refin: true, refout: true, xorout: 0xffffffffffffffffn, check: 0x995dc9bbdf1939fan, residue: 0x49958c9abd7d353fn },
  { name: 'CRC-82/DARC', width: 82, poly: 0x0308c0111011401440411n, init: 0x000000000000000000000n, refin: true, refout: true, xorout: 0x000000000000000000000n, check: 0x09ea83f625023801fd612n, residue: 0x000000000000000000000n },
];

const SUGGESTIONS = 12; // all of the commonest family: crc32 is the beginning of that many names

let byName: ReadonlyMap<string, CrcAlgorithm> | undefined;

/** The catalogued algorithm of that name, in upper or lower case. Throws a ParameterError that names those that are close. */
export function crcAlgorithm(name: string): CrcAlgorithm {
  byName ??= new Map(catalogue.map((algorithm) => [algorithm.name.toLowerCase(), algorithm]));
  const found = byName.get(name.toLowerCase());
  if (found !== undefined) return found;
  const close = nearestFew(
    name,
    catalogue.map((algorithm) => algorithm.name),
    SUGGESTIONS,
  );
  const advice =
    close.length > 0
      ? `did you mean ${close.join(', ')}?`
      : `there are ${catalogue.length}, such as CRC-32/ISO-HDLC and CRC-16/ARC`;
  throw new ParameterError(`no CRC algorithm ${name}; ${advice}`);
}
