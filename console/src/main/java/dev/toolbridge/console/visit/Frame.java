package dev.toolbridge.console.visit;

import dev.toolbridge.console.text.MarkdownHtml;
import dev.toolbridge.console.text.PageWords;
import dev.toolbridge.contract.scope.Scope;

/// The frame around a page.
///
/// @param title the title of the page
/// @param section the part of the navigation that the page belongs to
/// @param visit the request that it answers
public record Frame(String title, String section, Visit visit) {
    public Frame {
        title = MarkdownHtml.visible(title);
    }

    public PageWords words() {
        return visit.words();
    }

    public String language() {
        return words().language();
    }

    public String scheme() {
        return visit.look().preferences().scheme();
    }

    public boolean hasShortcuts() {
        return isOfTenant() && visit.look().preferences().hasShortcuts();
    }

    /// Tells if the page is one of a workspace, and not of those who run tenants.
    public boolean isOfTenant() {
        return visit.server().entrance().isOfTenant();
    }

    /// Tells if the person runs the platform, as far as reading goes.
    public boolean isOperator() {
        return visit.me().may(Scope.PLATFORM_READ);
    }

    /// Tells if the person may change all that the platform has.
    public boolean mayRunPlatform() {
        return visit.me().may(Scope.PLATFORM_ADMIN);
    }

    public String tenant() {
        return visit.me().tenant();
    }

    public String person() {
        return MarkdownHtml.visible(visit.person().name());
    }

    /// The name under which a tab keeps what the person types: the same after the next sign-in, and another one for
    /// other persons and tenants.
    public String owner() {
        return tenant() + " " + visit.person().subject();
    }

    public boolean isAdministrator() {
        return visit.me().may(Scope.TENANT_ADMIN);
    }

    /// Tells if the person may take everything of a space out.
    public boolean mayExport() {
        return visit.me().may(Scope.EXPORT);
    }

    public boolean mayImport() {
        return visit.me().mayChange();
    }

    public boolean hasKeys() {
        return visit.me().may(Scope.KEYS);
    }

    /// Tells if a part of the navigation is the present one; a page of a project belongs to the projects.
    public boolean isIn(String part) {
        return visit.project().isPresent() ? part.equals("projects") : section.equals(part);
    }

    /// Tells if a part of the project's own navigation is the present one.
    public boolean isInProject(String part) {
        return section.equals(part);
    }

    /// The project that the page is about, as its address names it; empty for none.
    public String place() {
        return visit.project().orElse("");
    }

    /// The address of a page, in the project that this page is about.
    public String at(String address) {
        return visit.at(address);
    }
}
