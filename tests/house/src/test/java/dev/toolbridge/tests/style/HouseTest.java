package dev.toolbridge.tests.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The sizes of modules and rooms, the arrows and the circles, which every build writes to a file.
class HouseTest {
    private static final Path REPORT = Checkout.file("tests/target/house.md");

    @Test
    void theReportHasARowForEachModuleAndRoom() throws IOException {
        var rooms = new Rooms(StyleTest.SOURCES);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report(rooms));
        System.out.print(rooms.byModule() + arrows());

        assertThat(Files.readString(REPORT))
                .contains(StyleTest.SOURCES.stream()
                        .filter(source -> !source.isTest())
                        .flatMap(source -> Stream.of(Rooms.module(source), Rooms.room(source)))
                        .map(name -> "\n| " + name + " | ")
                        .collect(Collectors.toSet()));
    }

    private static String report(Rooms rooms) {
        return "# The house in figures\n\n"
                + new Figures(StyleTest.SOURCES).table()
                + "\n"
                + rooms.byModule()
                + "\n"
                + rooms.byRoom()
                + "\n"
                + arrows();
    }

    private static String arrows() {
        int imports =
                Arrows.PARTS.stream().mapToInt(part -> part.imports().size()).sum();
        return "Arrows: " + Arrows.PARTS.size() + " parts with " + imports + " allowed imports, "
                + Arrows.broken(ArrowsTest.CLASSES).count() + " broken. Circles of packages: "
                + CompiledCode.cycles(ArrowsTest.CLASSES).size() + ".\n";
    }
}
