using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;

namespace AssetsBackup.Features.Notifications.Channels;

/// <summary>A channel's new name, place and events; its kind stays.</summary>
public sealed record ChangeChannel(
    Guid Id,
    string Name,
    IReadOnlyList<string>? Recipients,
    string? Url,
    IReadOnlyList<NotificationEvent> Events
) : IRequest<ChannelView>
{
    // A record would print the webhook's address.
    public override string ToString() => $"{Id} {Name}";
}

/// <summary>What a channel is from now on.</summary>
/// <param name="Recipients">Of an e-mail channel; null leaves them as they are.</param>
/// <param name="Url">Of a webhook; null leaves the address as it is.</param>
public sealed record ChannelChange(
    string Name,
    IReadOnlyList<string>? Recipients,
    string? Url,
    IReadOnlyList<NotificationEvent> Events
)
{
    // A record would print the webhook's address.
    public override string ToString() => Name;
}

internal sealed class ChangeChannelValidator : AbstractValidator<ChangeChannel>
{
    public ChangeChannelValidator()
    {
        RuleFor(change => change.Name).ChannelName();
        RuleFor(change => change.Events).Events();
        When(
            change => change.Recipients is not null,
            () => RuleFor(change => change.Recipients).Recipients()
        );
        When(change => change.Url is not null, () => RuleFor(change => change.Url).WebhookUrl());
    }
}

internal sealed class ChangeChannelHandler(AppDatabase database, Caller caller, ChannelForms forms)
    : IRequestHandler<ChangeChannel, ChannelView>
{
    public async ValueTask<ChannelView> Handle(
        ChangeChannel request,
        CancellationToken cancellationToken
    )
    {
        var channel = await database.ChannelAsync(caller, request.Id, cancellationToken);
        var url = await forms.ProveAsync(channel.Kind, request.Url, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var name = request.Name.Trim();
        await database.EnsureNameIsFreeAsync(caller, name, channel.Id, cancellationToken);
        var before = ChannelFacts.Of(channel);
        channel.Name = name;
        channel.Want(request.Events);
        if (channel.Kind == ChannelKind.Email && request.Recipients is { } recipients)
            channel.Address = ChannelForms.Joined(recipients);
        if (url is not null)
            Move(channel, url);
        database.Audit(
            caller,
            AuditAction.NotificationChannelChanged,
            ChannelFacts.SubjectOf(channel),
            [
                .. before.ChangesTo(ChannelFacts.Of(channel)),
                AuditValue.Of("Address", url is null ? null : "replaced"),
            ]
        );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ChannelView.Of(channel);
    }

    private void Move(NotificationChannel channel, Uri url)
    {
        channel.Address = url.IdnHost;
        forms.Seal(channel, forms.Open(channel) with { Url = url.AbsoluteUri });
    }
}
