/** What the filter answers to a system call: the error's number on Linux x86_64. */
export const Errno = { EPERM: 1, ENOSYS: 38, EAFNOSUPPORT: 97 } as const;

/** System calls that a box refuses for one reason. */
export interface RefusedCalls {
  readonly why: string;
  readonly errno: number;
  /** Name and number on x86_64. */
  readonly calls: Readonly<Record<string, number>>;
}

/** What no student program needs, and what would reach around the box's other walls. ENOSYS where libraries fall back to something older. */
export const refusedCalls: readonly RefusedCalls[] = [
  {
    why: 'reading or steering another process, such as the first one of the box, which has the same user',
    errno: Errno.EPERM,
    calls: {
      ptrace: 101,
      process_vm_readv: 310,
      process_vm_writev: 311,
      kcmp: 312,
      pidfd_getfd: 438,
      process_madvise: 440,
      process_mrelease: 448,
    },
  },
  {
    why: 'other mounts, roots and namespaces than those of the box',
    errno: Errno.EPERM,
    calls: {
      mount: 165,
      umount2: 166,
      pivot_root: 155,
      chroot: 161,
      unshare: 272,
      setns: 308,
      open_tree: 428,
      move_mount: 429,
      fsopen: 430,
      fsconfig: 431,
      fsmount: 432,
      fspick: 433,
      mount_setattr: 442,
      statmount: 457,
      listmount: 458,
      open_tree_attr: 467,
    },
  },
  {
    why: 'files by handle, which walk around mounts',
    errno: Errno.EPERM,
    calls: { name_to_handle_at: 303, open_by_handle_at: 304 },
  },
  {
    why: 'the machine as a whole: swap, modules, clocks, accounting, names, quotas, its log, its ports',
    errno: Errno.EPERM,
    calls: {
      swapon: 167,
      swapoff: 168,
      reboot: 169,
      sethostname: 170,
      setdomainname: 171,
      iopl: 172,
      ioperm: 173,
      create_module: 174,
      init_module: 175,
      delete_module: 176,
      get_kernel_syms: 177,
      query_module: 178,
      quotactl: 179,
      nfsservctl: 180,
      finit_module: 313,
      kexec_load: 246,
      kexec_file_load: 320,
      quotactl_fd: 443,
      settimeofday: 164,
      clock_settime: 227,
      adjtimex: 159,
      clock_adjtime: 305,
      syslog: 103,
      acct: 163,
      vhangup: 153,
      uselib: 134,
      ustat: 136,
      sysfs: 139,
      _sysctl: 156,
      lookup_dcookie: 212,
      fanotify_init: 300,
      fanotify_mark: 301,
    },
  },
  {
    why: 'where memory lies, which slows the machine for others',
    errno: Errno.EPERM,
    calls: {
      mbind: 237,
      set_mempolicy: 238,
      get_mempolicy: 239,
      migrate_pages: 256,
      move_pages: 279,
      set_mempolicy_home_node: 450,
    },
  },
  {
    why: 'parts of the kernel with a history of faults, and none that a lab needs',
    errno: Errno.ENOSYS,
    calls: {
      add_key: 248,
      request_key: 249,
      keyctl: 250,
      bpf: 321,
      perf_event_open: 298,
      userfaultfd: 323,
      io_uring_setup: 425,
      io_uring_enter: 426,
      io_uring_register: 427,
    },
  },
  {
    why: 'memory that no process is charged for, so that the watchdog would not see it',
    errno: Errno.ENOSYS,
    calls: { memfd_create: 319, memfd_secret: 447, shmget: 29, semget: 64, msgget: 68 },
  },
  {
    why: 'what the kernel counts for each user: the grader may be the same',
    errno: Errno.ENOSYS,
    calls: { inotify_init: 253, inotify_init1: 294 },
  },
  {
    why: 'its flags lie in memory, where a filter cannot look; libraries fall back to clone',
    errno: Errno.ENOSYS,
    calls: { clone3: 435 },
  },
];

/** System calls that are refused for some of their arguments only. */
export const checkedCalls = {
  socket: 41,
  clone: 56,
  ioctl: 16,
} as const;

/** Address families that a socket may have: UNIX, INET, INET6, NETLINK. Others, such as VSOCK, are not held by the network namespace. */
export const socketFamilies: readonly number[] = [1, 2, 10, 16];

/** Flags of clone that make new namespaces: NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
export const namespaceFlags = 0x7e020000;

/** Requests of ioctl that type into a terminal: TIOCSTI, TIOCLINUX. */
export const terminalRequests: readonly number[] = [0x5412, 0x541c];
