package dev.toolbridge.api.item;

public class One {
    dev.toolbridge.api.journal.Two used0;
}
