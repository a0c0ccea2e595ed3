package dev.toolbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    private static final String SAFE = "requireAuth=%21password";

    @Test
    void readsTheFormThatDeploymentsUse() {
        var url = DatabaseUrl.parse("postgres://us%40er:p%2B+w@db.example:6432/work?sslmode=require");

        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:6432/work?sslmode=require");
        assertThat(url.user()).isEqualTo("us@er");
        assertThat(url.password()).isEqualTo(Optional.of("p++w"));
    }

    @Test
    void neverShowsThePassword() {
        assertThat(DatabaseUrl.parse("postgresql://user:hidden@host/name?options=x")
                        .toString())
                .isEqualTo("jdbc:postgresql://host/name as user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host/name",
                "mysql://u:p@host/name",
                "postgres://host/name",
                "postgres://u:p@host/",
                "postgres://u:p@/name",
                "postgres://u:secret%zz@host/name",
                "postgres://u:p@host:port/name",
                "postgres://u:p@host:0/name",
                "postgres://u:p@host:99999/name",
                "postgres://u:sec/ret@host/name",
                "postgres://u:secret%00options%00-c@host/name",
                "postgres://u:p@host/name?secret",
                "postgres://u:p@ho st/name",
                "postgres://u:p@host,/name",
                "postgres://u:p@[::1/name",
                "postgres://u:1/x?secret@host/name",
                "postgres://u:p@host/name?sslmode=require%0A"
            })
    void refusesWhatIsNoAddressAndRepeatsNothingOfIt(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageStartingWith("is not an address, expected postgres://user:password@host:port/database")
                .hasMessageNotContaining("sec");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // No port, either scheme, an underscore as in compose files, IPv6, several hosts.
                "postgresql://u:p@my_db/n | my_db/n?" + SAFE,
                "postgres://u:p@[2001:db8::1]:6543/n | [2001:db8::1]:6543/n?" + SAFE,
                "postgres://u:p@[::1]/n | [::1]/n?" + SAFE,
                "postgres://u:p@a:1,b:2,[::1]/n?target_session_attrs=read-write"
                        + " | a:1,b:2,[::1]/n?targetServerType=primary&" + SAFE,
                "postgres://u:p@a,b/n?port=1,2 | a:1,b:2/n?" + SAFE,
                "postgres:///n?host=a,b&port=7&user=u&password=p | a:7,b:7/n?" + SAFE,
                "postgres://u:p@h?dbname=n | h/n?" + SAFE,
                "postgres://u:p@h/a%2Fb%20c | h/a%2Fb%20c?" + SAFE
            })
    void readsPlacesAsLibpqDoes(String text, String jdbc) {
        read(text, jdbc);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres://u:p@h/n?sslmode=require&channel_binding=require"
                        + " | h/n?sslmode=require&channelBinding=require",
                "postgres://u:p@h/n?sslmode=verify-full&sslrootcert=system"
                        + " | h/n?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
                "postgres://u:p@h/n?sslrootcert=system"
                        + " | h/n?sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory&sslmode=verify-full",
                "postgres://u:p@h/n?sslmode=require&sslrootcert=/ca.pem"
                        + " | h/n?sslmode=verify-ca&sslrootcert=%2Fca.pem",
                "postgres://u:p@h/n?sslmode=verify-ca&sslcert=/c&sslkey=/k&sslrootcert=/r"
                        + " | h/n?sslmode=verify-ca&sslcert=%2Fc&sslkey=%2Fk&sslrootcert=%2Fr",
                "postgres://u:p@h/n?connect_timeout=2 | h/n?connectTimeout=2&" + SAFE,
                "postgres://u:p@h/n?connect_timeout=10 | h/n?connectTimeout=3&" + SAFE,
                "postgres://u:p@h/n?connect_timeout=0 | h/n?connectTimeout=3&" + SAFE,
                "postgres://u:p@h/n?keepalives=1&application_name=my%20app"
                        + " | h/n?tcpKeepAlive=true&ApplicationName=my%20app&" + SAFE,
                "postgres://u:p@h/n?options=endpoint%3Dep-1 | h/n?options=endpoint%3Dep-1&" + SAFE,
                "postgres://u:p@h/n?client_encoding=UTF8&sslsni=1 | h/n?" + SAFE,
                // A password in the clear only where TLS is certain, or where the address says so.
                "postgres://u:p@h/n?sslmode=prefer | h/n?sslmode=prefer&" + SAFE,
                "postgres://u:p@h/n?require_auth=password | h/n?requireAuth=password",
            })
    void writesInTheWordsOfTheDriverWhatLibpqWouldRead(String text, String jdbc) {
        read(text, jdbc);
    }

    private static void read(String text, String jdbc) {
        var url = DatabaseUrl.parse(text);

        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://" + jdbc);
        assertThat(url.user()).isEqualTo("u");
        assertThat(url.password()).contains("p");
        assertThat(DatabaseUrl.parse(url.reveal())).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sslmode=reqiure | sslmode=reqiure",
                "sslmode=p%20p%22 | a value of sslmode",
                "channel_binding=yes | channel_binding=yes",
                "target_session_attrs=writer | target_session_attrs=writer",
                "require_auth=scram | require_auth=scram",
                "connect_timeout=soon | connect_timeout=soon",
                "socketTimeout=0 | socketTimeout",
                "loginTimeout=0 | loginTimeout",
                "prepareThreshold=5 | prepareThreshold",
                "preferQueryMode=simple | preferQueryMode",
                "statement_timeout=0 | statement_timeout",
                "ssl=true | ssl",
                "sslpassword=word | sslpassword",
                "keepalives_idle=30 | keepalives_idle",
                "hostaddr=10.0.0.1 | hostaddr",
                "service=here | service",
                "sslmode=require&sslmode=disable | sslmode twice",
                "channel_binding=require&channelBinding=prefer | channelBinding twice",
                "user=somebody | user twice",
                "host=other | host twice",
                "sslmode=require&sslrootcert=system | sslmode=verify-full",
                "sslfactory=org.example.Any | sslfactory=org.example.Any",
            })
    void refusesByNameWhatItCannotTake(String query, String named) {
        assertThatThrownBy(() -> DatabaseUrl.parse("postgres://u:p@h/n?" + query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres:///n?host=/var/run/postgresql&user=u",
                "postgres://u@%2Fvar%2Frun%2Fpostgresql/n",
                "postgres://u@%2fvar%2frun:5433/n"
            })
    void saysThatASocketIsNoHost(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names a socket of this machine");
    }

    @Test
    void putsSettingsOfOursBehindThoseOfTheAddress() {
        var plain = DatabaseUrl.parse("postgres://u:p@h/n");
        var own = DatabaseUrl.parse("postgres://u:p@h/n?options=-c%20statement_timeout%3D0&sslmode=require");

        assertThat(plain.jdbcWith("-c a=1")).isEqualTo("jdbc:postgresql://h/n?" + SAFE + "&options=-c%20a%3D1");
        assertThat(own.jdbcWith("-c a=1"))
                .isEqualTo("jdbc:postgresql://h/n?sslmode=require&options=-c%20statement_timeout%3D0%20-c%20a%3D1");
    }

    @Test
    void namesAnotherDatabaseAndSignsInAsAnother() {
        var url = DatabaseUrl.parse("postgres://u:p@h:1/n?sslmode=require");

        assertThat(url.named("m").as("v", Optional.empty()).reveal()).isEqualTo("postgres://v@h:1/m?sslmode=require");
    }
}
