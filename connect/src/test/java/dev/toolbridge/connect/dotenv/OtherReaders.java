package dev.toolbridge.connect.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The programs that read `.env` files: a shell that sources them, and Node's own parser.
enum OtherReaders {
    BASH("bash", """
            for file in *.env; do
              (set -a; . ./"$file" >/dev/null 2>&1; for key in V0 V1 V2; do printf '%s\\0' "${!key-}"; done)
            done
            """),
    NODE("node", """
            const {parseEnv} = require('node:util'), fs = require('node:fs');
            for (const file of fs.readdirSync('.').filter(name => name.endsWith('.env')).sort()) {
              const read = parseEnv(fs.readFileSync(file, 'utf8'));
              for (const key of ['V0', 'V1', 'V2']) process.stdout.write((read[key] ?? '') + '\\0');
            }
            """);

    private final String program;
    private final String script;

    OtherReaders(String program, String script) {
        this.program = program;
        this.script = script;
    }

    /// The values of `V0` to `V2` in all files of a folder, in order; empty if the program is not on this machine.
    Optional<List<String>> read(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve(program + "-script.js");
        Files.writeString(file, script);
        Path output = folder.resolve("output." + program);
        try {
            var process = new ProcessBuilder(program, file.toString())
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(process.waitFor()).isZero();
        } catch (IOException missing) {
            return Optional.empty();
        }
        var values = new ArrayList<>(
                List.of(Files.readString(output, StandardCharsets.UTF_8).split("\0", -1)));
        values.removeLast();
        return Optional.of(values);
    }
}
