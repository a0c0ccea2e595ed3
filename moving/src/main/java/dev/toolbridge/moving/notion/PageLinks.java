package dev.toolbridge.moving.notion;

import dev.toolbridge.moving.markdown.Link;
import dev.toolbridge.moving.markdown.LinkIndex;
import dev.toolbridge.moving.markdown.MarkdownText;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.OtherFiles;
import dev.toolbridge.moving.reader.SourceUid;
import dev.toolbridge.moving.source.SourceMember;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The links of a page to other pages, which become `[[title]]`, since the files that they name do not come over.
final class PageLinks {
    private static final String BROKEN = "notion.soundefined";

    private final SourceMember page;
    private final PageIndex index;
    private final ItemOutput items;
    private final Set<String> uids = new LinkedHashSet<>();
    private final StringBuilder text = new StringBuilder();

    PageLinks(SourceMember page, MarkdownText body, PageIndex index, ItemOutput items) {
        this.page = page;
        this.index = index;
        this.items = items;
        int end = 0;
        List<Link> all = body.links();
        if (all.size() == Link.ALL_MAX) {
            items.remark(
                    "link", page.path(), "of more than " + Link.ALL_MAX + " links the others are only in the text");
        }
        for (Link link : all) {
            if (link.start() >= end) {
                text.append(body.text(), end, link.start());
                text.append(rewritten(link).orElse(body.text().substring(link.start(), link.end())));
                end = link.end();
            }
        }
        text.append(body.text(), end, body.text().length());
    }

    String text() {
        return text.toString();
    }

    Set<String> uids() {
        return uids;
    }

    private Optional<String> rewritten(Link link) {
        if (link.target().contains(BROKEN)) {
            items.remark("link", page.path(), "Notion itself has lost the page of " + link.label());
            return Optional.empty();
        }
        if (link.wiki() || link.leaves() || !OtherFiles.extension(link.target()).equals("md")) {
            return Optional.empty();
        }
        Optional<String> path = index.links().resolve(link, page.folder()).or(() -> byId(link));
        if (path.isEmpty()) {
            items.remark("link", page.path(), "no page is named " + LinkIndex.decoded(link.target()));
            return Optional.empty();
        }
        uids.add(SourceUid.of(NotionReader.FORMAT, NotionPages.id(path.get())).toString());
        String title = PageName.title(path.get().substring(path.get().lastIndexOf('/') + 1));
        if (title.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                title.equals(link.label()) || link.label().isBlank()
                        ? "[[" + title + "]]"
                        : "[[" + title + "|" + link.label() + "]]");
    }

    private Optional<String> byId(Link link) {
        String name = LinkIndex.decoded(link.target());
        return PageName.id(name.substring(name.lastIndexOf('/') + 1)).map(index.ids()::get);
    }
}
