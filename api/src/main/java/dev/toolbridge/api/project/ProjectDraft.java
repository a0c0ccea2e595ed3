package dev.toolbridge.api.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A project that is to be made or changed.
///
/// @param about name, description, stage and repositoryUrl, as far as they are told
/// @param repository the repository that `repositoryUrl` names
public record ProjectDraft(String slug, ObjectNode about, Optional<RepositoryAddress> repository) {}
