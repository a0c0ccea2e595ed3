package dev.toolbridge.tenants.router.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackendFiguresTest {
    private static final String NAMES = "# pxname,svname,scur,stot,status,econ,eresp,hrsp_5xx,rtime,addr,\n";

    @Test
    void requestsThatAreOpenAreNeitherGoodNorBadYet() {
        assertThat(figures("b1,s1,4,50,UP,1,2,43,7,127.0.0.1:9001,"))
                .isEqualTo(new ServerFigures(new ServerAddress("127.0.0.1", 9_001), 5, true, 4, 46, 46, 7));
        assertThat(figures("b1,s1,50,50,UP 1/2,0,0,0,0,[::1]:9001,"))
                .isEqualTo(new ServerFigures(new ServerAddress("::1", 9_001), 5, true, 50, 0, 0, 0));
        assertThat(figures("b1,s1,4,50,UP,0,0,48,7,127.0.0.1:9001,").requests())
                .as("two have failed, and are not ended yet")
                .isEqualTo(48);
        assertThat(figures("b1,s1,3,2,DOWN,0,0,0,,127.0.0.1:9001,").requests())
                .as("another thread has counted one meanwhile")
                .isZero();
    }

    @Test
    void serversThatAreNotInUseHaveNoFigures() {
        assertThat(BackendFigures.figures(5, NAMES + "b1,s1,0,9,MAINT,0,0,0,0,127.0.0.1:9001,\n"))
                .isEmpty();
        assertThat(BackendFigures.figures(5, "No such proxy.\n\n")).isEmpty();
    }

    private static ServerFigures figures(String row) {
        return BackendFigures.figures(5, NAMES + row + "\n\n").getFirst();
    }
}
