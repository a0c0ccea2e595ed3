package dev.toolbridge.moving.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.moving.source.SourceMember;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Links among many files of one name.
class LinkIndexTest {
    private static final Link WIKI = new Link(0, 0, "readme", "readme", true, false);
    private static final Link INLINE = new Link(0, 0, "readme", "../f7/README.md", false, false);

    @Test
    void choosesAmongAsManyAsAllowed() {
        LinkIndex index = index(LinkIndex.SAME_NAME_MAX);

        assertThat(index.isCrowded(WIKI)).isFalse();
        assertThat(index.resolve(WIKI, "elsewhere")).contains("f0/README.md");
        assertThat(index.resolve(WIKI, "f3")).contains("f3/README.md");
    }

    @Test
    void amongMoreMeansTheOneBesideIt() {
        LinkIndex index = index(LinkIndex.SAME_NAME_MAX + 1);
        var exact = new Link(0, 0, "readme", "README", true, false);

        assertThat(index.isCrowded(WIKI)).isTrue();
        assertThat(index.resolve(WIKI, "elsewhere")).isEmpty();
        assertThat(index.resolve(exact, "f3")).contains("f3/README.md");
        assertThat(index.resolve(INLINE, "f3")).contains("f7/README.md");
    }

    private static LinkIndex index(int files) {
        List<SourceMember> members = IntStream.range(0, files)
                .<SourceMember>mapToObj(number -> new Named("f" + number + "/README.md"))
                .toList();
        return new LinkIndex(members);
    }

    private record Named(String path) implements SourceMember {

        @Override
        public long size() {
            return 0;
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }

        @Override
        public Optional<Instant> modified() {
            return Optional.empty();
        }
    }
}
