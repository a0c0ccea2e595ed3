package dev.toolbridge.unknown;

public class Culprit {
    dev.toolbridge.contract.Innocent used0;
}
