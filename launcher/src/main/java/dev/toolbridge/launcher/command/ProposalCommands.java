package dev.toolbridge.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.ProposalText;
import dev.toolbridge.launcher.option.ApiOption;
import dev.toolbridge.launcher.run.Terminal;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The commands on proposals. None approves: an assistant may have a shell, so that takes a person's own sign-in.
@Command(name = "proposals", description = "Shows the changes that assistants propose, and rejects them.")
final class ProposalCommands implements Runnable {

    @Spec
    private CommandSpec spec;

    private ProposalCommands() {}

    static CommandLine line() {
        return new CommandLine(new ProposalCommands())
                .addSubcommand(new ListCommand())
                .addSubcommand(new ShowCommand())
                .addSubcommand(new RejectCommand())
                .addSubcommand(new ApproveCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "proposals what? There is: list, show, reject, approve");
    }

    /// Lists proposals.
    @Command(name = "list", description = "Lists proposals, newest first.")
    static final class ListCommand implements Runnable {

        @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state, like open.")
        private String state;

        @Mixin
        private ApiOption api;

        @Override
        public void run() {
            Terminal.say(ProposalText.list(api.api().proposals(Optional.ofNullable(state))));
        }
    }

    /// Shows one proposal.
    @Command(name = "show", description = "Shows a proposal with its hunks.")
    static final class ShowCommand implements Runnable {

        @Parameters(paramLabel = "ID", description = "Id of the proposal.")
        private String id;

        @Mixin
        private ApiOption api;

        @Override
        public void run() {
            Terminal.say(ProposalText.whole(api.api().proposal(id)));
        }
    }

    /// Rejects one proposal.
    @Command(name = "reject", description = "Rejects a proposal; nothing of it is done.")
    static final class RejectCommand implements Runnable {

        @Parameters(paramLabel = "ID", description = "Id of the proposal.")
        private String id;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Reason, for the assistant to read.")
        private String reason;

        @Mixin
        private ApiOption api;

        @Override
        public void run() {
            JsonNode rejected = api.api().reject(id, Optional.ofNullable(reason));
            Terminal.say("The proposal is " + rejected.path("state").asText() + ".");
        }
    }

    /// Leads to the page of one proposal.
    @Command(name = "approve", description = "Prints the page on which a person signs in and approves a proposal.")
    static final class ApproveCommand implements Runnable {

        @Parameters(paramLabel = "ID", description = "Id of the proposal.")
        private String id;

        @Mixin
        private ApiOption api;

        @Override
        public void run() {
            Terminal.say("Only a person approves. Open this page, and sign in:");
            Terminal.say(ProposalText.page(api.api().proposal(id)));
        }
    }
}
