/// Items as files of Markdown, for people and other programs.
package dev.toolbridge.moving.view;
