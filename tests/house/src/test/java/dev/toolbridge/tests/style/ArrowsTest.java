package dev.toolbridge.tests.style;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    static final JavaClasses CLASSES = CompiledCode.ofRepository();

    @Test
    void nobodyImportsAgainstTheArrows() {
        assertThat(Arrows.broken(CLASSES)).isEmpty();
    }

    @Test
    void noPackagesImportEachOther() {
        assertThat(CompiledCode.cycles(CLASSES)).isEmpty();
    }
}
