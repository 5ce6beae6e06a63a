package org.loopwright.model.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Instructions against what the GNU assembler (binutils 2.40) makes of the same text.
class AssemblerTest {
    static Stream<Arguments> instructions() {
        return Stream.of(
                is("push rbx", "53", a -> a.push(Register.RBX)),
                is("pop rsi", "5e", a -> a.pop(Register.RSI)),
                is("mov rax, rdi", "4889f8", a -> a.move(Register.RAX, Register.RDI)),
                is("mov r11, r8", "4d89c3", a -> a.move(Register.R11, Register.R8)),
                is("mov rsi, r9", "4c89ce", a -> a.move(Register.RSI, Register.R9)),
                is("mov ebx, 72", "bb48000000", a -> a.move(Register.RBX, 72)),
                is("mov r10d, 5", "41ba05000000", a -> a.move(Register.R10, 5)),
                is("mov r8, [rax+8]", "4c8b4008", a -> a.load(Register.R8, Register.RAX, 8)),
                is("mov r9, [rax+400]", "4c8b8890010000", a -> a.load(Register.R9, Register.RAX, 400)),
                is("mov [rsi+8], ecx", "894e08", a -> a.store32(Register.RCX, Register.RSI, 8)),
                is("add r11, 36864", "4981c300900000", a -> a.add(Register.R11, 36864)),
                is("add rcx, 512", "4881c100020000", a -> a.add(Register.RCX, 512)),
                is("add rsi, rbx", "4801de", a -> a.add(Register.RSI, Register.RBX)),
                is("add r8, r9", "4d01c8", a -> a.add(Register.R8, Register.R9)),
                is("cpuid", "0fa2", Assembler::cpuid),
                is("prefetcht1 [r11+64]", "410f185340", a -> a.prefetch(Register.R11, 64, false)),
                is("prefetcht0 [rcx+4096]", "0f188900100000", a -> a.prefetch(Register.RCX, 4096, true)),
                is("vzeroupper", "c5f877", Assembler::endVectors),
                is("ret", "c3", Assembler::ret),
                is("vmovups zmm0, [rcx+128]", "62f17c48104102", a -> a.loadVector(0, Register.RCX, 128)),
                is("vmovups zmm18, [rcx+100]", "62e17c48109164000000", a -> a.loadVector(18, Register.RCX, 100)),
                is("vmovups [r9+64], zmm31", "62417c48117901", a -> a.storeVector(31, Register.R9, 64)),
                is("vpxord zmm17, zmm17, zmm17", "62a17540efc9", a -> a.zero(17)),
                is("vpbroadcastd zmm5, [rdx+4]", "62f27d48586a01", a -> a.broadcast(5, Register.RDX, 4)),
                is("vpbroadcastd zmm18, [rax+1152]", "62e27d48589080040000", a -> a.broadcast(18, Register.RAX, 1152)),
                is("vpbroadcastd zmm2, [r10+2]", "62d27d48589202000000", a -> a.broadcast(2, Register.R10, 2)),
                is("vdpbf16ps zmm16, zmm0, zmm2", "62e27e4852c2", a -> a.dotHalves(16, 0, 2)),
                is("vdpbf16ps zmm31, zmm1, zmm5", "6262764852fd", a -> a.dotHalves(31, 1, 5)),
                is("vpdpbusd zmm17, zmm19, zmm1", "62e2654050c9", a -> a.dotBytes(17, 19, 1)),
                is("vaddps zmm16, zmm16, zmm18", "62a17c4058c2", a -> a.addFloats(16, 16, 18)),
                is("vmulps zmm25, zmm25, zmm2", "6261344059ca", a -> a.multiplyFloats(25, 25, 2)),
                is("vfmadd231ps zmm30, zmm16, zmm25", "62027d40b8f1", a -> a.fusedMultiplyAdd(30, 16, 25)),
                is("vcvtdq2ps zmm17, zmm17", "62a17c485bc9", a -> a.toFloats(17, 17)),
                is("vpandd zmm26, zmm24, zmm4", "62613d40dbd4", a -> a.and(26, 24, 4)),
                is("vpsrld zmm20, zmm18, 4", "62b15d4072d204", a -> a.shiftRight(20, 18, 4)),
                is("vpslld zmm25, zmm24, 16", "6291354072f010", a -> a.shiftLeft(25, 24, 16)));
    }

    private static Arguments is(String text, String bytes, Consumer<Assembler> written) {
        return arguments(text, bytes, written);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("instructions")
    void writesWhatTheGnuAssemblerWrites(String text, String bytes, Consumer<Assembler> written) {
        Assembler assembler = new Assembler();
        written.accept(assembler);
        assertThat(HexFormat.of().formatHex(assembler.bytes())).as(text).isEqualTo(bytes);
    }

    @Test
    void aLoopJumpsBackToItsLabel() {
        Assembler assembler = new Assembler();
        assembler.ret();
        Assembler.Label label = assembler.label();
        assembler.cpuid();
        assembler.loop(Register.R10, label);
        // sub r10, 1; jnz to the byte after the first.
        assertThat(HexFormat.of().formatHex(assembler.bytes())).isEqualTo("c30fa24983ea010f85f4ffffff");
    }

    @Test
    void refusesWhatItCannotEncode() {
        Assembler assembler = new Assembler();
        assertThatThrownBy(() -> assembler.push(Register.R8)).hasMessage("R8 needs a prefix");
        assertThatThrownBy(() -> assembler.loadVector(0, Register.RSP, 0))
                .hasMessage("the stack pointer is no base here");
    }
}
