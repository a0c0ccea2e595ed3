package dev.toolbridge.console;

public class Culprit {
    dev.toolbridge.contract.Innocent used0;
}
