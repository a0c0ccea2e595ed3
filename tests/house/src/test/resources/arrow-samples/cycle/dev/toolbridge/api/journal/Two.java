package dev.toolbridge.api.journal;

public class Two {
    dev.toolbridge.api.item.One used0;
}
