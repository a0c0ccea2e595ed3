package dev.toolbridge.service.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:10.0.0.1",
                "::ffff:0:10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "fc00::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "4000::1"
            })
    void addressesOfPrivateAndSpecialNetworksAreNotPublic(String text) throws UnknownHostException {
        assertThat(PublicAddresses.is(InetAddress.getByName(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.32.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2a00:1450:4001::1",
                "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void othersAre(String text) throws UnknownHostException {
        assertThat(PublicAddresses.is(InetAddress.getByName(text))).isTrue();
    }

    @Test
    void oneBadAddressSpoilsAllOfAHost() throws UnknownHostException {
        var good = InetAddress.getByName("8.8.8.8");

        assertThat(PublicAddresses.are(List.of(good))).isTrue();
        assertThat(PublicAddresses.are(List.of(good, InetAddress.getByName("10.0.0.1"))))
                .isFalse();
        assertThat(PublicAddresses.are(List.of())).isFalse();
    }
}
