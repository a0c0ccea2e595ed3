package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserIdTest {

    @Test
    void isANamedUuidOfIssuerAndSubject() {
        var user = UserId.of("https://id.example", "user_1");

        assertThat(user.version()).isEqualTo(5);
        assertThat(user.variant()).isEqualTo(2);
        assertThat(UserId.of("https://id.example", "user_1")).isEqualTo(user);
    }

    @Test
    void keepsUsersOfDifferentIssuersApart() {
        assertThat(UserId.of("https://a.example", "user_1")).isNotEqualTo(UserId.of("https://b.example", "user_1"));
        assertThat(UserId.of("ab", "c")).isNotEqualTo(UserId.of("a", "bc"));
    }
}
