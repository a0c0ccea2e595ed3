package dev.toolbridge.api.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.place.Cursor;

/// The things that the members of a project need to know first.
///
/// @param place the place in the order of commits at which this was so
/// @param level the size of the answer
/// @param parts the members of the answer
/// @param dropped the number of items that each part leaves out, as far as they are counted
public record ProjectContext(Cursor place, String level, ObjectNode parts, ObjectNode dropped) {}
