package dev.toolbridge.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

    @Test
    void databasesAndRolesAreApart() throws SQLException {
        DatabaseUrl first = TestPostgres.newDatabase();
        DatabaseUrl second = TestPostgres.newDatabase();
        DatabaseUrl login = TestPostgres.login(second);
        TestPostgres.execute(first, "CREATE TABLE same (a int)");
        TestPostgres.execute(second, "CREATE TABLE same (a int)");
        TestPostgres.createRole(second, login);

        assertThat(login.user()).isNotEqualTo(TestPostgres.login(first).user());
        try (var connection = TestPostgres.connect(login)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void serverDoesNotSurviveAKilledJvm() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String port = jvm.inputReader().readLine();
        ProcessHandle server =
                ProcessHandle.of(Long.parseLong(jvm.inputReader().readLine())).orElseThrow();
        assertThat(port).isNotBlank();

        jvm.destroyForcibly().waitFor();

        server.onExit().get(20, TimeUnit.SECONDS);
        assertThat(server.isAlive()).isFalse();
    }

    /// A JVM that uses the server and then waits to be killed.
    static final class Holder {
        public static void main(String[] arguments) throws IOException {
            System.out.println(TestPostgres.newDatabase().jdbc());
            System.out.println(TestPostgres.serverPid());
            System.in.read();
        }
    }
}
