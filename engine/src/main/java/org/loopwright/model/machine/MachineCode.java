package org.loopwright.model.machine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.function.Consumer;

/// A function in machine code that takes the address of its arguments. It can crash the program as code in C can: its
/// callers answer for what lies at the addresses.
final class MachineCode {
    private static final MethodHandle CALL =
            Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    private final MemorySegment code;

    private MachineCode(MemorySegment code) {
        this.code = code;
    }

    /// Writes a function around `body`: the body finds the arguments' address in `RAX` and may use all the general
    /// registers that [Register] names but the stack's two, and the vector registers 0 to 5 and 16 to 31, which no
    /// system asks a function to keep. Nothing when the system gives no memory to run code in.
    static Optional<MachineCode> of(Consumer<Assembler> body) {
        Assembler assembler = new Assembler();
        assembler.push(Register.RBX);
        assembler.push(Register.RSI);
        assembler.push(Register.RDI);
        assembler.move(Register.RAX, ExecutableMemory.windows() ? Register.RCX : Register.RDI);
        body.accept(assembler);
        assembler.pop(Register.RDI);
        assembler.pop(Register.RSI);
        assembler.pop(Register.RBX);
        assembler.ret();
        return ExecutableMemory.of(assembler.bytes()).map(MachineCode::new);
    }

    void call(long arguments) {
        try {
            CALL.invokeExact(code, arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
