package org.loopwright.model.machine;

/// General registers of x86-64.
enum Register {
    RAX(0),
    RCX(1),
    RDX(2),
    RBX(3),
    RSP(4),
    RBP(5),
    RSI(6),
    RDI(7),
    R8(8),
    R9(9),
    R10(10),
    R11(11);

    private final int number;

    Register(int number) {
        this.number = number;
    }

    /// The low three bits of its number.
    int low() {
        return number & 7;
    }

    boolean extended() {
        return number >= 8;
    }
}
