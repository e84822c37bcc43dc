using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Notifications.Delivery;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Notifications.Channels;

/// <param name="Recipients">Of an e-mail channel; null for webhooks.</param>
/// <param name="Url">Of a webhook, https; null for e-mail.</param>
public sealed record AddChannel(
    ChannelKind Kind,
    string Name,
    IReadOnlyList<string>? Recipients,
    string? Url,
    IReadOnlyList<NotificationEvent> Events
) : IRequest<ChannelAdded>
{
    // A record would print the webhook's address.
    public override string ToString() => $"{Kind} {Name}";
}

/// <param name="SigningSecret">Of a generic webhook: shown this once. Null for the other kinds.</param>
public sealed record ChannelAdded(ChannelView Channel, string? SigningSecret)
{
    // A record would print its secret.
    public override string ToString() => nameof(ChannelAdded);
}

internal sealed class AddChannelValidator : AbstractValidator<AddChannel>
{
    public AddChannelValidator()
    {
        RuleFor(request => request.Kind).IsInEnum();
        RuleFor(request => request.Name).ChannelName();
        RuleFor(request => request.Events).Events();
        When(
                request => request.Kind == ChannelKind.Email,
                () => RuleFor(request => request.Recipients).Recipients()
            )
            .Otherwise(() => RuleFor(request => request.Url).WebhookUrl());
    }
}

internal sealed class AddChannelHandler(
    AppDatabase database,
    Caller caller,
    ChannelForms forms,
    IdSource ids,
    TimeProvider clock
) : IRequestHandler<AddChannel, ChannelAdded>
{
    public async ValueTask<ChannelAdded> Handle(
        AddChannel request,
        CancellationToken cancellationToken
    )
    {
        var url = await forms.ProveAsync(request.Kind, request.Url, cancellationToken);
        var secret = request.Kind == ChannelKind.Webhook ? WebhookBody.NewSecret() : null;
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var name = request.Name.Trim();
        await database.EnsureNameIsFreeAsync(caller, name, null, cancellationToken);
        if (
            await database.NotificationChannels.CountAsync(
                channel => channel.TenantId == caller.TenantId,
                cancellationToken
            ) >= ChannelProblems.Most
        )
            throw ChannelProblems.TooMany();
        var channel = new NotificationChannel
        {
            Id = ids.Next(),
            TenantId = caller.TenantId,
            Kind = request.Kind,
            Name = name,
            Address = url?.IdnHost ?? ChannelForms.Joined(request.Recipients!),
            CreatedAt = clock.GetUtcNow(),
        };
        channel.Want(request.Events);
        if (url is not null)
            forms.Seal(channel, new ChannelSecrets(url.AbsoluteUri, secret));
        database.NotificationChannels.Add(channel);
        database.Audit(
            caller,
            AuditAction.NotificationChannelAdded,
            ChannelFacts.SubjectOf(channel),
            [
                .. ChannelFacts.None.ChangesTo(ChannelFacts.Of(channel)),
                AuditValue.Of("Address", url is null ? null : "set"),
                AuditValue.Of("Signing secret", secret is null ? null : "set"),
            ]
        );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ChannelAdded(ChannelView.Of(channel), secret);
    }
}
