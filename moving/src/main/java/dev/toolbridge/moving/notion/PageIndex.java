package dev.toolbridge.moving.notion;

import dev.toolbridge.moving.markdown.LinkIndex;
import dev.toolbridge.moving.source.SourceMember;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The pages for links: by their paths, and by their digits, since folders are renamed where paths grow too long.
record PageIndex(LinkIndex links, Map<String, String> ids) {

    PageIndex {
        ids = Map.copyOf(ids);
    }

    static PageIndex of(List<SourceMember> pages) {
        var ids = new HashMap<String, String>();
        pages.forEach(page -> PageName.id(page.name()).ifPresent(id -> ids.putIfAbsent(id, page.path())));
        return new PageIndex(new LinkIndex(pages), ids);
    }
}
