package dev.toolbridge.connect.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Logins, the keys that they leave on the machine, and the project of a folder.
class LoginTest {
    private static final String ID = "0b5e4f4c-9f0e-4f3e-8b07-2f3c6c3b1a11";
    private static final String SHOWN = "GET /v1/projects/" + ID;
    private static final String PROJECT = "{\"id\":\"" + ID
            + "\",\"slug\":\"web-shop\",\"number\":7,\"name\":\"Web shop\"," + "\"role\":\"developer\"}";
    private static final String ME = "{\"subject\":\"ann\",\"scopes\":[\"memories:write\"]}";

    private final FakeApi api = new FakeApi()
            .on("GET /v1/projects/web-shop", 200, PROJECT)
            .on(SHOWN, 200, PROJECT)
            .on("GET /v1/me", 200, ME);
    private final Fbc fbc;

    LoginTest(@TempDir Path folder) {
        fbc = new Fbc(folder);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Fbc.Ran login() {
        return fbc.typing("fbk_test_one\n", "login", "--url", api.address() + "/", "--project", "web-shop");
    }

    @Test
    void keepsTheKeyWhereNobodyElseReadsIt() throws IOException {
        Fbc.Ran ran = login();
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("Logged in to Web shop (web-shop)").doesNotContain("fbk_test_one");
        Path file = fbc.own().resolve("credentials");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fbc.own())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(fbc.current().resolve(".flukebase.toml"))).contains("name = \"web-shop\"");
        Path below = Files.createDirectories(fbc.current().resolve("src/deep"));
        assertThat(fbc.in(below).run("status").out())
                .contains("web-shop (Web shop)")
                .contains("ann, developer")
                .contains("secrets  hidden")
                .contains(below.getParent().getParent().toString());
        assertThat(api.asked()).allMatch(request -> request.endsWith(" Bearer fbk_test_one"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(fbc.run("status").err()).contains("others may read").contains("chmod 600");
    }

    @Test
    void makesAKeyOfTheProjectAndRevealsOnlyIfToldTo() {
        api.on("POST /v1/projects/" + ID + "/tokens", 201, "{\"key\":\"fbk_test_made\"}");
        Fbc.Ran ran = fbc.typing("a.login.token\nno\n", "login", "--url", api.address(), "--project", "web-shop");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(fbc.run("projects").status()).isEqualTo(1);
        assertThat(api.asked()).endsWith("GET /v1/projects?limit=100 Bearer fbk_test_made");
        assertThat(fbc.with("FLUKEBASE_TOKEN", "fbk_test_other").run("status").status())
                .isZero();
        assertThat(api.asked()).endsWith("GET /v1/me Bearer fbk_test_other");
    }

    @Test
    void forgetsTheKey() {
        login();
        assertThat(fbc.run("logout").out()).contains("Forgot the key of web-shop");
        assertThat(fbc.run("status").err()).contains("Run: fbc login");
        assertThat(fbc.run("logout").out()).contains("no key");
    }

    @Test
    void findsTheProjectOfARepository() throws IOException {
        api.on(
                "GET /v1/projects?repositoryUrl=git%40github.com%3Aexample%2Fshop",
                200, "{\"projects\":[" + PROJECT + "]}");
        clonedFolder();
        Fbc.Ran ran = fbc.typing("fbk_test_one\n", "login", "--url", api.address());
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(fbc.run("status").out()).contains("web-shop");
        assertThat(login().status()).isZero();
        assertThat(fbc.current().resolve(".flukebase.toml")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"projects":[]}
            200 | {"projects":[{"id":"another","slug":"blog"}]}
            400 | {"error":"no address of a repository"}
            """)
    void namesTheProjectInAFolderWhoseRepositoryIsOfNoneOrOfAnother(int status, String answer) throws IOException {
        api.on("GET /v1/projects?repositoryUrl=git%40github.com%3Aexample%2Fshop", status, answer);
        clonedFolder();
        Fbc.Ran ran = login();
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(fbc.run("status").out()).contains("web-shop");
        assertThat(Files.readString(fbc.current().resolve(".flukebase.toml"))).contains("name = \"web-shop\"");
    }

    @Test
    void leavesWhatAFolderSaysOfItsProject() throws IOException {
        Path marker = fbc.current().resolve(".flukebase.toml");
        Files.writeString(marker, "[project]\nname = \"blog\"\n");
        api.on("GET /v1/projects/blog", 404, "{\"error\":\"no such project\"}");
        Fbc.Ran ran = login();
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("names another project").contains("name = \"web-shop\"");
        assertThat(Files.readString(marker)).contains("blog");
        assertThat(fbc.in(Files.createDirectories(fbc.current().resolve("shop")))
                        .typing("fbk_test_one\n", "login", "--project", "web-shop")
                        .err())
                .isEmpty();
        assertThat(fbc.run("status").out()).contains("web-shop");
    }

    /// Makes the folder a repository with a remote.
    private void clonedFolder() throws IOException {
        Path git = Files.createDirectories(fbc.current().resolve(".git"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.createDirectories(git.resolve("objects"));
        Files.createDirectories(git.resolve("refs"));
        Files.writeString(git.resolve("config"), """
                [core]
                \trepositoryformatversion = 0
                [remote "origin"]
                \turl = git@github.com:example/shop
                """);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(fbc.run("status").err()).contains("no project belongs to");
        login();
        api.on(SHOWN, 401, "{\"error\":\"unauthorized\"}");
        assertThat(fbc.run("status").err()).isEqualTo("fbc: Invalid API token. Run: fbc login\n");
        api.on(SHOWN, 404, "{\"error\":\"project not found\"}");
        assertThat(fbc.run("status").err()).isEqualTo("fbc: Project not found\n");
        api.on(SHOWN, 503, "{\"error\":\"away\",\"correlation_id\":\"c-1\"}");
        assertThat(fbc.run("status").err()).contains("away (status 503, correlation id c-1)");
        api.html(SHOWN, "<html>Sign in to the network</html>");
        assertThat(fbc.run("status").err()).contains("no JSON (text/html)").doesNotContain("Sign in");
        api.close();
        assertThat(fbc.run("status").err()).contains("cannot be reached");
        assertThat(fbc.run("status").status()).isEqualTo(1);
    }

    @Test
    void givesUpAServerThatDrips() throws IOException {
        login();
        Path config = fbc.own().resolve("config.toml");
        Files.writeString(config, Files.readString(config) + "timeout = 1\n");
        api.dripping(SHOWN);
        assertThat(fbc.run("status").err()).contains("does not answer within 1 s");
        Files.writeString(config, "[api]\ntimeout = 0\n");
        assertThat(fbc.run("status").err()).contains("timeout must be a number of seconds from 1 to 600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org",
                "ftp://127.0.0.1",
                "https://user:word@example.org",
                "https://a.example/?b",
                "x"
            })
    void sendsKeysOnlyToAnAddressThatMayHaveThem(String address) {
        Fbc.Ran ran = fbc.typing("fbk_test_one\n", "login", "--url", address, "--project", "web-shop");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(fbc.own().resolve("credentials")).doesNotExist();
        assertThat(fbc.own().resolve("config.toml")).doesNotExist();
    }

    @Test
    void tracesRequestsWithoutTheirKeys() {
        login();
        String trace = fbc.with("FBC_DEBUG", "1").run("status").err();
        assertThat(trace)
                .contains(SHOWN + " 200 ")
                .contains("correlation id one-of-these")
                .doesNotContain("fbk_test_one");
    }

    @Test
    void namesWhatTheMachineLacks() {
        assertThat(fbc.run("doctor").status()).isEqualTo(1);
        login();
        Fbc.Ran ran = fbc.run("doctor");
        assertThat(ran.status()).as(ran.out()).isZero();
        assertThat(List.of(ran.out().split("\n", -1)))
                .filteredOn(line -> line.startsWith("ok"))
                .hasSize(6);
        assertThat(fbc.run("no-such-command").status()).isEqualTo(2);
    }
}
