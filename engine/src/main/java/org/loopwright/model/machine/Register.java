package org.loopwright.model.machine;

/// General registers of x86-64, in the order of their numbers.
enum Register {
    RAX,
    RCX,
    RDX,
    RBX,
    RSP,
    RBP,
    RSI,
    RDI,
    R8,
    R9,
    R10,
    R11;

    /// The low three bits of its number.
    int low() {
        return ordinal() & 7;
    }

    boolean extended() {
        return ordinal() >= 8;
    }
}
